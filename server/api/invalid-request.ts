import { type Problem, type ProblemCode, type ProblemError, problem } from './problem'

/** A request that was refused before anything was done. */
export class InvalidRequest extends Error {
  readonly problem: Problem

  constructor(code: ProblemCode, detail: string, errors: ProblemError[] = []) {
    super(`${code} request`)
    this.name = 'InvalidRequest'
    this.problem = problem(code, detail, errors.length ? { errors } : {})
  }
}
