import { type StartedDatabase, startDatabase } from '@/server/db/embedded/start-database'
import { type StartedProcess, startProcess } from '@/server/supervisor/start-process'

const FAILED_STARTS_MOST = 20

type Role = 'web' | 'worker'
type Member = { role: Role; process: StartedProcess; url: string; isReady: boolean; isFrozen: boolean }

/**
 * A database, two web processes and two workers, each a real process of its own, that can be killed, frozen and
 * started again. Ends what it started, by process id, and nothing else.
 */
export class Fleet {
  #database: StartedDatabase | null = null
  readonly #members = new Set<Member>()
  readonly #starting = new Set<Promise<unknown>>()
  readonly #env: Record<string, string>
  readonly #dataDir: string
  #isStopping = false
  #failedStarts = 0
  /** Why a process could not be started, again and again. */
  #broken: unknown = null
  /** Milliseconds from each kill of the database until it answered again. */
  readonly reopened: number[] = []

  constructor(dataDir: string, env: Record<string, string>) {
    this.#dataDir = dataDir
    this.#env = { ...env, DATA_DIR: dataDir, ALLOW_EMBEDDED: '1', MONGODB_URI: '', PORT: '0', PAGES: '0' }
  }

  /** Starts the database. @returns its address */
  async openDatabase(): Promise<string> {
    this.#database = await startDatabase(this.#dataDir)
    return this.#database.uri
  }

  async startAll(): Promise<void> {
    await Promise.all((['web', 'web', 'worker', 'worker'] as const).map((role) => this.#start(role)))
  }

  /** Addresses of the web processes that serve just now. */
  get urls(): string[] {
    return [...this.#members].flatMap(({ url, isReady }) => (isReady && url ? [url] : []))
  }

  /**
   * Kills one of a kind that is not frozen, and starts another in its place, without waiting for it.
   * @param workMs for how long it serves before; null: any one, also one that is only starting
   */
  async kill(role: Role, workMs: number | null, pick: (members: Member[]) => Member): Promise<void> {
    const starting = [...this.#members].filter((one) => one.role === role && !one.isFrozen)
    const victim = workMs === null && starting.length ? pick(starting) : await this.#oneReady(role, pick)
    this.#members.delete(victim) // nobody freezes it meanwhile
    await pause(workMs ?? 0)
    process.kill(victim.process.pid ?? 0, 'SIGKILL')
    await victim.process.exited
    if (this.#isStopping) return
    const started = this.#start(role)
    this.#starting.add(started)
    void started.then(
      () => this.#starting.delete(started),
      (error) => this.#giveUp(error),
    )
  }

  /** Kills the database, and starts it again after a while. */
  async killDatabase(awayMs: number): Promise<void> {
    const { process: engine } = this.#database ?? {}
    if (!engine?.pid) throw new Error('there is no database to kill')
    const killedAt = performance.now()
    process.kill(engine.pid, 'SIGKILL')
    await engine.exited
    await pause(awayMs)
    await this.openDatabase()
    this.reopened.push(Math.round(performance.now() - killedAt - awayMs))
  }

  /** Stops the database in its tracks for a while. */
  async freezeDatabase(ms: number): Promise<void> {
    const pid = this.#database?.process?.pid
    if (!pid) throw new Error('there is no database to freeze')
    process.kill(pid, 'SIGSTOP')
    await pause(ms)
    process.kill(pid, 'SIGCONT')
  }

  /** Stops a worker in its tracks for longer than its leases last, and lets it go on as if nothing had happened. */
  async freezeWorker(ms: number, pick: (members: Member[]) => Member): Promise<void> {
    const victim = await this.#oneReady('worker', pick)
    const { pid } = victim.process
    if (!pid) return
    victim.isFrozen = true
    process.kill(pid, 'SIGSTOP')
    await pause(ms)
    process.kill(pid, 'SIGCONT')
    victim.isFrozen = false
  }

  async stopWebs(): Promise<void> {
    await Promise.all(this.#starting)
    const webs = [...this.#members].filter(({ role }) => role === 'web')
    await Promise.all(webs.map((web) => this.#stop(web)))
  }

  async stop(): Promise<void> {
    this.#isStopping = true
    await Promise.allSettled(this.#starting)
    await Promise.all([...this.#members].map((member) => this.#stop(member)))
    await this.#database?.stop()
  }

  async #stop(member: Member): Promise<void> {
    this.#members.delete(member)
    await member.process.stop()
  }

  async #start(role: Role): Promise<void> {
    const started = startProcess({
      name: role,
      file: `server/${role}.ts`,
      env: this.#env,
      onLine: (line) => process.env.SHOW_CHAOS && console.log(line),
    })
    const member: Member = { role, process: started, url: '', isReady: false, isFrozen: false }
    this.#members.add(member)
    try {
      member.url = (await started.ready).url ?? ''
      member.isReady = true
    } catch (error) {
      const wasKilled = !this.#members.delete(member)
      if (this.#isStopping || wasKilled) return
      // It may have met a database that was just killed; a supervisor would start it again too.
      await started.stop()
      this.#failedStarts += 1
      console.error(`${role} did not start: ${error instanceof Error ? error.message : error}`)
      if (this.#failedStarts > FAILED_STARTS_MOST) throw error
      await this.#start(role)
    }
  }

  #giveUp(error: unknown): void {
    this.#broken = error
  }

  async #oneReady(role: Role, pick: (members: Member[]) => Member): Promise<Member> {
    for (;;) {
      if (this.#broken) throw this.#broken
      const ready = [...this.#members].filter((one) => one.role === role && one.isReady && !one.isFrozen)
      if (ready.length) return pick(ready)
      await pause(50)
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
