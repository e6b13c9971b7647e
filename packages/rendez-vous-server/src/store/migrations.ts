import { StoreUnavailable } from './store.js'
import { sql, type Driver } from './sql.js'

/**
 * Each runs once, in order, in one transaction with its number. Never change one that was released: add another. A release's code must
 * run on the schema before and after its own migrations, so that instances can be replaced one by one.
 */
const migrations: readonly ((serial: string) => string)[] = [
  (serial) => `
    -- Holds and rendez-vous alike: a unit of a diary during five minutes belongs to one owner. This key is what forbids double booking.
    CREATE TABLE occupation (
      agenda TEXT NOT NULL,
      cell INTEGER NOT NULL,
      seat INTEGER NOT NULL,
      owner TEXT NOT NULL,
      expires BIGINT NOT NULL,
      PRIMARY KEY (agenda, cell, seat)
    );
    CREATE INDEX occupation_owner ON occupation (owner);

    CREATE TABLE retenue (
      id TEXT PRIMARY KEY,
      slot TEXT NOT NULL,
      state TEXT NOT NULL,
      swept INTEGER NOT NULL,
      created BIGINT NOT NULL,
      expires BIGINT NOT NULL
    );
    CREATE INDEX retenue_lapsed ON retenue (expires) WHERE state = 'tenue' AND swept = 0;

    CREATE TABLE rdv (
      id TEXT PRIMARY KEY,
      slot TEXT NOT NULL,
      finish BIGINT NOT NULL,
      state TEXT NOT NULL,
      version INTEGER NOT NULL,
      created BIGINT NOT NULL,
      updated BIGINT NOT NULL,
      body TEXT NOT NULL,
      cle TEXT NOT NULL,
      detail TEXT NOT NULL,
      code_hash TEXT,
      code_expires BIGINT,
      code_tries INTEGER NOT NULL DEFAULT 0,
      -- The active rendez-vous that a right code was answered with.
      doublon TEXT
    );
    CREATE INDEX rdv_awaiting ON rdv (code_expires) WHERE state = 'a-confirmer';
    CREATE INDEX rdv_finish ON rdv (finish);

    -- Persons, apart. owner is 'r:' or 'w:' and an id.
    CREATE TABLE personne (
      owner TEXT PRIMARY KEY,
      empreinte TEXT,
      key_id TEXT,
      sealed TEXT,
      purge_at BIGINT NOT NULL
    );
    CREATE INDEX personne_purge ON personne (purge_at);

    -- One active rendez-vous per motif and confirmed contact.
    CREATE TABLE actif (
      motif TEXT NOT NULL,
      empreinte TEXT NOT NULL,
      rdv TEXT NOT NULL,
      finish BIGINT NOT NULL,
      PRIMARY KEY (motif, empreinte)
    );
    CREATE INDEX actif_rdv ON actif (rdv);

    CREATE TABLE attente (
      seq ${serial},
      id TEXT NOT NULL UNIQUE,
      state TEXT NOT NULL,
      motif TEXT NOT NULL,
      opens BIGINT NOT NULL,
      closes BIGINT NOT NULL,
      lasts BIGINT NOT NULL,
      places INTEGER NOT NULL,
      wish TEXT NOT NULL,
      version INTEGER NOT NULL,
      created BIGINT NOT NULL,
      updated BIGINT NOT NULL,
      body TEXT NOT NULL,
      cle TEXT NOT NULL,
      detail TEXT NOT NULL,
      offer_slot TEXT,
      offer_expires BIGINT
    );
    CREATE INDEX attente_waiting ON attente (motif, seq) WHERE state = 'attend';
    CREATE INDEX attente_offered ON attente (offer_expires) WHERE state = 'offre';

    -- What was offered to whom: nobody is asked twice for the same slot.
    CREATE TABLE proposition (
      slot_key TEXT NOT NULL,
      attente TEXT NOT NULL,
      empreinte TEXT,
      start BIGINT NOT NULL,
      PRIMARY KEY (slot_key, attente)
    );

    CREATE TABLE envoi (
      seq ${serial},
      id TEXT NOT NULL UNIQUE,
      subject TEXT NOT NULL,
      version INTEGER NOT NULL,
      channel TEXT NOT NULL,
      kind TEXT NOT NULL,
      stream TEXT,
      due BIGINT NOT NULL,
      key_id TEXT NOT NULL,
      sealed TEXT NOT NULL,
      unchanged INTEGER NOT NULL,
      dead INTEGER NOT NULL DEFAULT 0,
      tries INTEGER NOT NULL DEFAULT 0,
      claim TEXT,
      leased BIGINT NOT NULL DEFAULT 0
    );
    CREATE INDEX envoi_due ON envoi (due) WHERE dead = 0;
    CREATE INDEX envoi_stream ON envoi (stream, seq) WHERE dead = 0;
    CREATE INDEX envoi_subject ON envoi (subject);
  `,
]

/** Any number, the same for all instances. */
const LOCK = 827_113_004

/** @throws {StoreUnavailable} when a newer release has changed the database */
export function migrate(driver: Driver): Promise<void> {
  return driver.write(async (tx) => {
    // Several instances start together: one does it, the others wait.
    if (tx.dialect.name === 'postgres') await tx.run(sql`SELECT pg_advisory_xact_lock(${LOCK})`)
    await tx.script('CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY)')
    const [row] = await tx.all<{ n: number | null }>(sql`SELECT MAX(number) AS n FROM migration`)
    const done = row?.n ?? 0
    if (done > migrations.length)
      throw new StoreUnavailable(
        `La base a été mise à jour par une version plus récente du service (schéma ${done}, celle-ci connaît ${migrations.length}) : lancez cette version-là.`,
      )
    for (let i = done; i < migrations.length; i++) {
      await tx.script(migrations[i]!(tx.dialect.serial))
      await tx.run(sql`INSERT INTO migration (number) VALUES (${i + 1})`)
    }
  })
}
