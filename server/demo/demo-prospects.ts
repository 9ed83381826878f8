import type { CreateProspect } from '../prospects/create-prospect'
import { demoId } from './demo-id'

type DemoProspect = CreateProspect & { id: string }

const people: [
  key: string,
  firstName: string,
  lastName: string,
  organization: string,
  industry: string,
  size: number,
  score: number,
  tags: string[],
][] = [
  ['mara', 'Mara', 'Lindqvist', 'Nordhaven Logistics', 'logistics', 240, 15, ['customer']],
  ['tomas', 'Tomás', 'Ferreira', 'Atlântico Freight', 'logistics', 85, 5, ['newsletter']],
  ['aiko', 'Aiko', 'Tanabe', 'Tanabe Precision', 'manufacturing', 410, 20, ['newsletter', 'trade-fair']],
  ['jonas', 'Jonas', 'Berger', 'Berger & Söhne', 'construction', 60, 0, []],
  ['priya', 'Priya', 'Raman', 'Clearwater Clinics', 'health', 1200, 30, ['customer', 'newsletter']],
  ['oliver', 'Oliver', 'Hughes', 'Hughes Property', 'construction', 22, 5, ['trade-fair']],
  ['lena', 'Lena', 'Kowalska', 'Zielony Market', 'retail', 140, 10, ['newsletter']],
  ['samir', 'Samir', 'Haddad', 'Cedar Finance', 'finance', 330, 0, []],
  ['emma', 'Emma', 'de Vries', 'Polder Energy', 'energy', 520, 25, ['newsletter', 'trade-fair']],
  ['noah', 'Noah', 'Okafor', 'Okafor Studios', 'media', 18, 5, []],
  ['ines', 'Inés', 'Morales', 'Sierra Foods', 'retail', 95, 0, ['newsletter']],
  ['kai', 'Kai', 'Andersson', 'Fjell Software', 'software', 48, 10, ['trade-fair']],
]

/** Twelve people of a business that sells delivery planning to companies; example.com reaches nobody. */
export const demoProspects: DemoProspect[] = people.map(
  ([key, firstName, lastName, organization, industry, size, score, tags]) => ({
    id: demoId('prospect', key),
    email: `${key}@${organization
      .toLowerCase()
      .normalize('NFD')
      .replace(/[^a-z]/g, '')}.example.com`,
    firstName,
    lastName,
    organization,
    timezone: 'Europe/Berlin',
    fields: { industry, companySize: size },
    tags,
    score,
    consent: { email: 'subscribed' },
  }),
)

export function demoProspectId(key: string): string {
  return demoId('prospect', key)
}
