import { demoId } from './demo-id'

const link = (key: string) => demoId('message-link', key)

/** The links in the emails, which goals are bound to. */
export const demoMessageLinks = {
  seat: link('seat'),
  guide: link('guide'),
  calendar: link('calendar'),
  questions: link('questions'),
}

/** An invitation with two calls to action, and what follows for those who answer. */
export const demoMessages = {
  invitation: {
    id: demoId('message', 'invitation'),
    name: 'Webinar invitation',
    subject: '{{ firstName | default: "Hello" }}, half an hour to calmer delivery days',
    html: `<h1>Plan tomorrow’s routes before lunch</h1>
<p>Hi {{ firstName | default: "there" }},</p>
<p>on Thursday Ida Holm shows how three teams the size of {{ organization | default: "yours" }} stopped replanning at six in the morning. Thirty minutes, questions included.</p>
<p><a data-link-id="${demoMessageLinks.seat}" href="https://example.com/webinar/seat">Save my seat</a></p>
<p>No time on Thursday? <a data-link-id="${demoMessageLinks.guide}" href="https://example.com/guides/route-planning.html">Read the guide instead</a>.</p>
<p>Warm regards,<br>the Brightway team</p>`,
  },
  confirmation: {
    id: demoId('message', 'confirmation'),
    name: 'Seat confirmed',
    subject: 'Your seat on Thursday',
    html: `<h1>See you on Thursday</h1>
<p>Hi {{ firstName | default: "there" }}, your seat is booked.</p>
<p><a data-link-id="${demoMessageLinks.calendar}" href="https://example.com/webinar/calendar">Put it in my calendar</a> or <a data-link-id="${demoMessageLinks.questions}" href="https://example.com/webinar/questions">send a question ahead</a>.</p>
<p>Warm regards,<br>the Brightway team</p>`,
  },
}
