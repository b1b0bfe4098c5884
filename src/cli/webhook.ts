/** `colophon webhook`: who is told of changes. The service delivers; this makes, lists and removes. */
import { isIP } from 'node:net'
import { Refusal } from '../article/refusal.ts'
import { eventNames } from '../library/events.ts'
import type { Library } from '../library/library.ts'
import type { Webhook } from '../library/webhooks.ts'
import { isPublic } from '../net/addresses.ts'
import { type Invocation, textOption, type Verb } from './verb.ts'

type Action = (invocation: Invocation, word: string) => Promise<number>

export const webhookVerb: Verb = {
  name: 'webhook',
  usage: 'add URL | list | retry ID | remove ID',
  summary:
    'Tell others of every change. `add` prints the secret that messages are signed with, alone, on standard output.',
  options: {
    secret: {
      type: 'string',
      value: 'SECRET',
      help: 'whsec_ and 24 to 64 bytes in Base64, or another text; made unless given.',
    },
    event: {
      type: 'string',
      multiple: true,
      value: 'EVENT',
      help: `What it is told of; may be repeated. ${eventNames.join(', ')}. Default: all`,
    },
    since: { type: 'string', value: 'N', help: 'Begin after this number of the change log; the newest unless said.' },
  },
  examples: [
    'webhook add https://index.example.org/colophon',
    'webhook add https://index.example.org/colophon --event article.retracted --event article.corrected --since 0',
    'webhook list',
    'webhook retry 0123456789ab',
  ],
  async run(invocation) {
    const { words, err } = invocation
    const [name = '', word = ''] = words
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined
    if (action && (word !== '') === (name !== 'list') && words.length <= 2) return action(invocation, word)
    err('Say what to do: colophon webhook add URL, webhook list, webhook retry ID, or webhook remove ID.\n')
    return 2
  },
}

const actions: Readonly<Record<string, Action>> = {
  add,
  async list({ out, open }) {
    const { library } = await open()
    for (const webhook of await library.webhooks.list()) out(lineOf(webhook))
    return 0
  },
  retry: ({ open, err }, id) => changed(open, (library) => library.webhooks.retry(id), err, `${id} is tried again.`),
  remove: ({ open, err }, id) => changed(open, (library) => library.webhooks.remove(id), err, `${id} is removed.`),
}

async function add({ options, settings, out, err, open }: Invocation, url: string): Promise<number> {
  const isAnywhere = settings.WEBHOOK_ADDRESSES === 'any'
  const host = URL.canParse(url) ? new URL(url).hostname.replace(/^\[(.*)\]$/, '$1') : ''
  // A name is resolved when messages are sent, each time anew.
  if (!isAnywhere && (isIP(host) === 0 ? host === 'localhost' : !isPublic(host))) {
    throw new Refusal('invalid-request', `${host} is no public address; WEBHOOK_ADDRESSES=any allows it.`)
  }
  const since = textOption(options.since)
  if (since !== undefined && !/^\d{1,15}$/.test(since)) {
    throw new Refusal('invalid-request', `--since ${since}: give a number of the change log, such as 1200.`)
  }
  const given = textOption(options.secret)
  const { library } = await open()
  const { webhook, secret } = await library.webhooks.add({
    url,
    events: Array.isArray(options.event) ? options.event.map(String) : [],
    inTheClear: isAnywhere,
    ...(given !== undefined && { secret: given }),
    ...(since !== undefined && { since: Number(since) }),
  })
  if (given === undefined) out(`${secret}\n`)
  err(`Webhook ${webhook.id} is told of what comes after number ${webhook.delivered} of the change log.\n`)
  return 0
}

async function changed(
  open: Invocation['open'],
  change: (library: Library) => Promise<void>,
  err: Invocation['err'],
  said: string,
): Promise<number> {
  const { library } = await open()
  await change(library)
  err(`Webhook ${said}\n`)
  return 0
}

/** What does not apply stands as a hyphen. */
function lineOf({ id, state, delivered, pending, failures, nextAttempt, fault, url, events }: Webhook): string {
  const told = events.length === 0 ? 'all' : events.join(',')
  const cells = [id, state, delivered, pending, failures, nextAttempt ?? '-', told, url, fault ?? '-']
  return `${cells.join('\t')}\n`
}
