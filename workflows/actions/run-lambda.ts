import { z } from 'zod'
import { defineAction } from '../define-node'
import { field } from '../fields'

/** Calls a function; what it answers is done by the same run, wherever that stands by then (IR-17). */
export const runLambda = defineAction({
  type: 'run-lambda',
  title: 'Execute lambda function',
  description: 'Runs your own code for the prospect, here or at AWS Lambda, and does what it answers.',
  icon: 'square-function',
  config: z.object({
    functionId: field.pick('Function', 'functions', {
      help: 'Functions are written by admins, on the page Functions.',
    }),
  }),
  initial: { functionId: '' },
  summary: ({ functionId }, { functions }) =>
    functionId
      ? `Runs “${functions.find(({ id }) => id === functionId)?.name ?? 'missing'}”`
      : 'Choose a function',
  perform: ({ functionId }) => [{ kind: 'function.run', payload: { functionId } }],
})
