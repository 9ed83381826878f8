import { addSettings } from './001-settings'

/**
 * `migrations[n - 1]` turns a document of format n into format n + 1. Pure, frozen once released, each with its own
 * schema of the old format in its own file (`001-<what-changed>.ts`).
 */
export const migrations: readonly ((document: unknown) => unknown)[] = [addSettings]
