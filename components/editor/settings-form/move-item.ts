/** The list with the item at `from` standing at `to`; the same list when there is no such place. */
export function moveItem<Item>(list: Item[], from: number, to: number): Item[] {
  const item = list[from]
  if (item === undefined || to < 0 || to >= list.length || from === to) return list
  const rest = list.filter((_item, index) => index !== from)
  return [...rest.slice(0, to), item, ...rest.slice(to)]
}
