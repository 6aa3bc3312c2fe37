"""Alembic's entry: the steps run on the connection, and in the transaction, that `upgrade` gives."""

from alembic import context

from musnad.store.migrations import LEDGER

context.configure(connection=context.config.attributes["connection"], version_table=LEDGER, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
