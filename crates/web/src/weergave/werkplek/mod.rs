//! What staff, the board and the accused see.
