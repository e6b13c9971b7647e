import { migrate } from './migrations.js'
import { postgresDriver } from './postgres.js'
import { SqlStore } from './sql-store.js'
import { sqliteDriver } from './sqlite.js'
import type { Store, StoreOptions } from './store.js'

export * from './store.js'

/**
 * Opens the database and brings it up to date.
 * @throws {StoreUnavailable} when it does not open, or was changed by a newer release
 * @throws {RangeError} when an encryption key has not 32 bytes
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { database, connections = 10 } = options
  const driver = /^postgres(ql)?:\/\//.test(database) ? postgresDriver(database, connections) : sqliteDriver(database)
  try {
    await migrate(driver)
    return new SqlStore(driver, options)
  } catch (error) {
    await driver.close()
    throw error
  }
}
