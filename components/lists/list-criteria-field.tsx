'use client'

import { SourcesProvider } from '@/components/editor/editor-context'
import { CriteriaEditor } from '@/components/editor/settings-form/criteria/criteria-editor'
import { MatchCount } from '@/components/prospects/match-count'
import { useProspectSources } from '@/components/prospects/use-prospect-sources'
import { FormField } from '@/components/ui/form-field'
import { Skeleton } from '@/components/ui/skeleton'
import { type Criteria, completeCriteriaSchema } from '@/workflows/criteria/criteria'
import { SampleProspects } from './sample-prospects'

type ListCriteriaFieldProps = {
  criteria: Criteria
  onChange: (criteria: Criteria) => void
  error: string | undefined
}

/** Who belongs on a list by criteria, with how many and some of those who match now. */
export function ListCriteriaField({ criteria, onChange, error }: ListCriteriaFieldProps) {
  const sources = useProspectSources()
  const complete = completeCriteriaSchema.safeParse(criteria).data
  if (!sources.isLoaded) return <Skeleton className="h-24" />
  return (
    <>
      <FormField label="Who belongs on it" error={error}>
        {(control) => (
          <SourcesProvider sources={sources}>
            <CriteriaEditor
              id={control.id}
              label="Who belongs on it"
              value={criteria}
              onChange={onChange}
              isReadOnly={false}
            />
          </SourcesProvider>
        )}
      </FormField>
      {complete?.rules.length ? (
        <div>
          <MatchCount criteria={complete} />
          <SampleProspects criteria={complete} />
        </div>
      ) : (
        <p className="text-ink-faint">Add a condition and a value to see who matches.</p>
      )}
    </>
  )
}
