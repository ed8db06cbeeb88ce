//! The wall between tenants: whatever a statement says, it meets rows of the tenant that was named, and of no
//! other. `vol` fills every table, `tabellen` tries each of them, `methoden` each way in of the store; `sleutels`
//! looks at the keys of the tables, by which they can be spread.

mod methoden;
mod sleutels;
mod tabellen;
mod vol;
