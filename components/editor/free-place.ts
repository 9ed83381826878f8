import type { Position } from '@/workflows/edit/add-node'
import type { Size } from '@/workflows/edit/tidy-layout'

type Box = Position & Size

const gap = 30

/** The wanted place for a card, or the next one below it where it covers no other card. */
export function freePlace(wanted: Position, size: Size, taken: Box[]): Position {
  let place = wanted
  for (let hit = hitBy(place, size, taken); hit; hit = hitBy(place, size, taken)) {
    place = { x: place.x, y: hit.y + hit.height + gap }
  }
  return place
}

function hitBy(place: Position, size: Size, taken: Box[]): Box | undefined {
  return taken.find(
    (box) =>
      place.x < box.x + box.width &&
      box.x < place.x + size.width &&
      place.y < box.y + box.height &&
      box.y < place.y + size.height,
  )
}
