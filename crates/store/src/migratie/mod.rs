//! The tables, one step a file, in the order in which they came. Always holds: a step that was
//! released is never changed; each runs in one transaction; every key begins with `tenant`.

mod m0001_begin;
mod tabel;

use sea_orm_migration::prelude::*;

/// All steps, oldest first.
pub(crate) struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(m0001_begin::Migratie)]
    }
}
