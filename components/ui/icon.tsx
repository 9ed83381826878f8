import {
  BadgeCheck,
  Ban,
  Bell,
  CalendarClock,
  CircleHelp,
  Clock,
  CornerDownRight,
  Eye,
  FileDown,
  Gauge,
  GitFork,
  Hourglass,
  Link2,
  ListMinus,
  ListOrdered,
  ListPlus,
  type LucideIcon,
  Mail,
  MailOpen,
  MailX,
  MousePointerClick,
  PencilLine,
  Radio,
  Route,
  Shuffle,
  Split,
  SquareCheck,
  SquareFunction,
  Tag,
  Tags,
  TagX,
  TextCursorInput,
  Timer,
  UserCheck,
  UserCog,
  UserPlus,
  Webhook,
  Workflow,
  Zap,
} from 'lucide-react'
import { cn } from './cn'

/** Icons that data may name. All are in the page at once, so a list of them never flickers in. */
const icons: Record<string, LucideIcon> = {
  'badge-check': BadgeCheck,
  ban: Ban,
  bell: Bell,
  'calendar-clock': CalendarClock,
  clock: Clock,
  'corner-down-right': CornerDownRight,
  eye: Eye,
  'file-down': FileDown,
  gauge: Gauge,
  'git-fork': GitFork,
  hourglass: Hourglass,
  'link-2': Link2,
  'list-minus': ListMinus,
  'list-ordered': ListOrdered,
  'list-plus': ListPlus,
  mail: Mail,
  'mail-open': MailOpen,
  'mail-x': MailX,
  'mouse-pointer-click': MousePointerClick,
  'pencil-line': PencilLine,
  radio: Radio,
  route: Route,
  shuffle: Shuffle,
  'square-check': SquareCheck,
  'square-function': SquareFunction,
  split: Split,
  tag: Tag,
  tags: Tags,
  'tag-x': TagX,
  'text-cursor-input': TextCursorInput,
  timer: Timer,
  'user-check': UserCheck,
  'user-cog': UserCog,
  'user-plus': UserPlus,
  webhook: Webhook,
  workflow: Workflow,
  zap: Zap,
}

/** The icon of that lucide name; a question mark for names that are not offered. */
export function Icon({ name, className }: { name: string; className?: string }) {
  const Drawn = icons[name] ?? CircleHelp
  return <Drawn className={cn('size-4 shrink-0', className)} aria-hidden />
}

/** True when `Icon` can draw it. */
export function isIconName(name: string): boolean {
  return name in icons
}
