import type { Field } from '../../prospects/field'
import type { ColumnMapping, StandardTarget } from './import-options'

/** How columns are called elsewhere, in small letters and digits alone. */
const spellings: Record<StandardTarget, string[]> = {
  id: ['id', 'prospectid', 'switchyardid'],
  email: [
    'email',
    'mail',
    'emailaddress',
    'mailaddress',
    'emailadresse',
    'workemail',
    'primaryemail',
    'courriel',
  ],
  firstName: ['firstname', 'first', 'givenname', 'forename', 'vorname', 'prenom', 'nombre', 'fname'],
  lastName: ['lastname', 'last', 'surname', 'familyname', 'nachname', 'nomdefamille', 'apellido', 'lname'],
  organization: [
    'organization',
    'organisation',
    'organizationname',
    'company',
    'companyname',
    'account',
    'accountname',
    'firma',
    'unternehmen',
    'entreprise',
    'empresa',
  ],
  phone: ['phone', 'phonenumber', 'telephone', 'tel', 'mobile', 'mobilephone', 'telefon', 'telefonnummer'],
  timezone: ['timezone', 'tz', 'zeitzone'],
  score: ['score', 'leadscore', 'points'],
  leadStatus: ['leadstatus', 'status', 'leadstage'],
  owner: ['owner', 'owneremail', 'ownerid', 'accountowner', 'salesrep'],
  'consent.email': [
    'emailconsent',
    'consentemail',
    'optin',
    'emailoptin',
    'subscribed',
    'subscription',
    'marketingconsent',
  ],
  'consent.tracking': ['trackingconsent', 'consenttracking'],
  tags: ['tags', 'tag', 'labels', 'schlagworte'],
  lists: ['lists', 'list'],
}

const targetOf = new Map(
  Object.entries(spellings).flatMap(([target, names]) =>
    names.map((name) => [name, target as StandardTarget] as const),
  ),
)

/** Columns that an export writes and nobody can set. */
const computed = new Set(['linkclicks', 'contactreferrallinkclicks', 'lastactivity', 'created'])

/** Where each column probably goes: by its name in several spellings, and by the custom fields there are. */
export function guessMapping(headers: string[], fields: Pick<Field, '_id' | 'label'>[]): ColumnMapping[] {
  const taken = new Set<string>()
  const custom = new Map<string, string>()
  for (const { _id, label } of fields) custom.set(plainName(label), `fields.${_id}`)
  for (const { _id } of fields) {
    custom.set(plainName(_id), `fields.${_id}`)
    custom.set(plainName(`fields.${_id}`), `fields.${_id}`)
  }
  return headers.map((header) => {
    const name = plainName(header)
    const guess = computed.has(name) ? undefined : (targetOf.get(name) ?? custom.get(name))
    const target = guess && !taken.has(guess) ? guess : null
    if (target) taken.add(target)
    return { header, target: target as ColumnMapping['target'] } // a standard target, or one of a custom field
  })
}

function plainName(text: string): string {
  return withoutAccents(text)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}

function withoutAccents(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '')
}
