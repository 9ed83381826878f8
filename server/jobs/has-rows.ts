import type { Document, Filter } from 'mongodb'
import type { Model } from 'mongoose'
import { database } from '../db/connect'

type Question = {
  coll: string
  filter: Document
  answer: (isSo: boolean) => void
  fail: (error: unknown) => void
}

let asked: Question[] = []

/**
 * Whether any row matches; give it a filter that an index answers. Questions asked in one turn of the event loop go to
 * the database together, since a command costs both sides more than such a question does.
 */
export function hasRows<Row extends { _id: string }>(
  model: Model<Row>,
  filter: Filter<Row>,
): Promise<boolean> {
  return new Promise((answer, fail) => {
    if (asked.length === 0) setImmediate(ask)
    asked.push({ coll: model.collection.collectionName, filter, answer, fail })
  })
}

async function ask(): Promise<void> {
  const questions = asked
  asked = []
  try {
    const found = await findFirsts(questions)
    for (const [number, { answer }] of questions.entries()) answer(found.has(number))
  } catch (error) {
    for (const { fail } of questions) fail(error)
  }
}

/** The numbers of the questions that any row answers. */
async function findFirsts(questions: Question[]): Promise<Set<number>> {
  const parts = questions.map(({ coll, filter }, number) => ({
    coll,
    pipeline: [
      { $match: filter },
      { $limit: 1 },
      { $project: { _id: 0, number: { $literal: number } } },
    ] as Document[],
  }))
  const [first, ...others] = parts
  if (!first) return new Set()
  const rows = await database()
    .collection(first.coll)
    .aggregate([...first.pipeline, ...others.map(($unionWith) => ({ $unionWith }))], { maxTimeMS: 5_000 })
    .toArray()
  return new Set(rows.map(({ number }) => number))
}
