/**
 * An expression that is true as long as a stored document has exactly these values and no others. Field by field,
 * since the order of names that look like numbers is lost in JavaScript.
 */
export function isStill(document: object): { $and: object[] } {
  const { fields, ...plain } = document as { fields?: object }
  return {
    $and: [
      ...sameValues(plain, '$$ROOT', fields ? 1 : 0),
      ...(fields ? sameValues(fields, '$fields', 0) : []),
    ],
  }
}

function sameValues(values: object, input: string, others: number): object[] {
  const entries = Object.entries(values)
  return [
    { $eq: [{ $size: { $objectToArray: input } }, entries.length + others] },
    ...entries.map(([field, value]) => ({
      $eq: [{ $getField: { field: { $literal: field }, input } }, { $literal: value }],
    })),
  ]
}
