import { demoId } from './demo-id'

/** A list for a finish action to put people on. */
export const demoLists = {
  readers: {
    id: demoId('list', 'readers'),
    name: 'Saw the webinar banner',
    description: 'Everybody who came through the banner in Logistics Weekly.',
  },
}
