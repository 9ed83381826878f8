import type { ComponentType } from 'react'
import type { FieldWidget } from '@/workflows/fields'
import { BranchesWidget } from './branches-widget'
import { ChoiceWidget } from './choice-widget'
import { CriteriaWidget } from './criteria-widget'
import { DurationWidget } from './duration-widget'
import { FieldValueWidget } from './field-value-widget'
import { HeadersWidget } from './headers-widget'
import { LinksWidget } from './links-widget'
import { LongTextWidget } from './long-text-widget'
import { MessageLinksWidget } from './message-links-widget'
import { MessageWidget } from './message-widget'
import { NumberWidget } from './number-widget'
import { PickManyWidget } from './pick-many-widget'
import { PickWidget } from './pick-widget'
import { ProspectFieldWidget } from './prospect-field-widget'
import { SequenceWidget } from './sequence-widget'
import { StepsWidget } from './steps-widget'
import { TagsWidget } from './tags-widget'
import { TextWidget } from './text-widget'
import { TimeWindowWidget } from './time-window-widget'
import { WaitWidget } from './wait-widget'
import { WeightedBranchesWidget } from './weighted-branches-widget'
import type { WidgetProps } from './widget-props'

type Widget = {
  Input: ComponentType<WidgetProps>
  /** True for inputs that show the problems of their parts beside these parts. */
  showsInnerProblems?: boolean
}

/** The input for each kind of field. A new kind does not compile until it has one. */
export const widgets: Record<FieldWidget, Widget> = {
  text: { Input: TextWidget },
  'long-text': { Input: LongTextWidget },
  choice: { Input: ChoiceWidget },
  duration: { Input: DurationWidget },
  headers: { Input: HeadersWidget },
  number: { Input: NumberWidget },
  pick: { Input: PickWidget },
  'pick-many': { Input: PickManyWidget },
  tags: { Input: TagsWidget },
  links: { Input: LinksWidget },
  message: { Input: MessageWidget },
  'message-links': { Input: MessageLinksWidget },
  'prospect-field': { Input: ProspectFieldWidget },
  'field-value': { Input: FieldValueWidget },
  sequence: { Input: SequenceWidget },
  criteria: { Input: CriteriaWidget },
  wait: { Input: WaitWidget },
  'time-window': { Input: TimeWindowWidget },
  steps: { Input: StepsWidget, showsInnerProblems: true },
  branches: { Input: BranchesWidget, showsInnerProblems: true },
  'weighted-branches': { Input: WeightedBranchesWidget, showsInnerProblems: true },
}
