import { noReferences, type References } from '@/workflows/references'

/** A small workspace for tests: two links, lists and users each, two emails, another workflow with a sequence. */
export const sampleReferences: References = {
  ...noReferences,
  lists: [
    { id: 'list1', name: 'Newsletter' },
    { id: 'list2', name: 'Customers' },
  ],
  users: [
    { id: 'u1', name: 'Ada', hint: 'ada@example.com' },
    { id: 'u2', name: 'Bob', hint: 'bob@example.com' },
  ],
  links: [
    { id: 'l1', name: 'Pricing page', destination: 'https://example.com/pricing' },
    { id: 'l2', name: 'Docs', destination: 'https://example.com/docs' },
  ],
  messages: [
    {
      id: 'm1',
      name: 'Welcome',
      subject: 'Good to have you',
      links: [
        { id: 'a', label: 'Read more', destination: 'https://example.com/more', type: 'url' },
        { id: 'b', label: 'Call us', destination: 'tel:123', type: 'phone' },
      ],
    },
    { id: 'm2', name: 'Reminder', subject: 'Still there?', links: [] },
  ],
  workflows: [{ id: 'w2', name: 'Nurture', sequences: [{ id: 's9', name: 'Long tail' }] }],
}

export const sampleHtml: Record<string, string> = {
  m1: '<p>Hello. <a href="https://example.com/more" data-link-id="a">Read more</a> or <a href="tel:123" data-link-id="b">Call us</a></p>',
  m2: '<p>Still there?</p>',
}
