/** The page for converting with a script: drop, paste, the format guessed as one types, and the answer without a new page. */
export {}

/** Long texts are not guessed at every key. */
const restBetweenGuesses = 250
/** Formats are known by how a text begins. */
const enoughToGuess = 2 ** 16

interface Parts {
  readonly form: HTMLFormElement
  readonly source: HTMLTextAreaElement
  readonly file: HTMLInputElement
  readonly from: HTMLSelectElement
  readonly say: (words: string) => void
}

addEventListener('DOMContentLoaded', () => {
  const form = document.querySelector<HTMLFormElement>('form#convert')
  const source = document.querySelector<HTMLTextAreaElement>('textarea#source')
  const file = document.querySelector<HTMLInputElement>('input#file')
  const from = document.querySelector<HTMLSelectElement>('select#from')
  const status = document.getElementById('guess')
  if (!form || !source || !file || !from || !status) return
  const say = (words: string) => {
    status.textContent = words
  }
  const parts: Parts = { form, source, file, from, say }
  guessWhileTyping(parts)
  takeFiles(parts)
  sendWithoutLeaving(parts)
  addEventListener('click', copyText)
  addEventListener('keydown', moveAmongOutputs)
})

function guessWhileTyping({ source, file, from, say }: Parts): void {
  let guesses = 0
  const guess = async () => {
    const asked = ++guesses
    const text = source.value.slice(0, enoughToGuess)
    const found = text.trim() === '' || from.value !== '' ? '' : await guessed(text)
    if (asked === guesses && found !== undefined) say(found)
  }
  let waiting: ReturnType<typeof setTimeout> | undefined
  source.addEventListener('input', () => {
    // What is typed now is meant, not a file that was chosen before.
    file.value = ''
    clearTimeout(waiting)
    waiting = setTimeout(guess, restBetweenGuesses)
  })
  from.addEventListener('change', guess)
}

function takeFiles(parts: Parts): void {
  const { form, source, file } = parts
  const drop = source.parentElement
  file.addEventListener('change', () => {
    const [chosen] = file.files ?? []
    if (chosen) take(chosen, parts)
  })
  addEventListener('dragover', (event) => {
    if (!isWanted(event.dataTransfer)) return
    event.preventDefault()
    drop?.classList.add('over')
  })
  addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) drop?.classList.remove('over')
  })
  addEventListener('drop', (event) => {
    drop?.classList.remove('over')
    const { dataTransfer } = event
    if (!dataTransfer || !isWanted(dataTransfer)) return
    event.preventDefault()
    const [dropped] = dataTransfer.files
    if (dropped) {
      file.files = dataTransfer.files
      take(dropped, parts)
      return
    }
    source.value = dataTransfer.getData('text/plain')
    file.value = ''
    form.requestSubmit()
  })
}

/** A text is shown, so that it can be mended; what is packed or in another encoding is sent as it is. */
async function take(chosen: File, { form, source, file, say }: Parts): Promise<void> {
  const limit = Number(form.dataset.limit)
  if (chosen.size > limit) {
    file.value = ''
    return say(`${chosen.name} has ${chosen.size} bytes; this page takes ${limit}. Send it to POST /convert.`)
  }
  const text = await textIn(chosen)
  source.value = text ?? ''
  if (text !== undefined) file.value = ''
  form.requestSubmit()
}

function sendWithoutLeaving({ form, source, say }: Parts): void {
  source.addEventListener('paste', () => {
    // After the text has come in, and only where it is all there is.
    setTimeout(() => {
      if (source.value.trim() !== '' && source.selectionStart === source.value.length) form.requestSubmit()
    })
  })
  source.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit()
  })
  form.addEventListener('submit', (event) => {
    const { submitter } = event
    // A file to keep is the browser’s business.
    if (submitter instanceof HTMLButtonElement && submitter.name === 'to') return
    event.preventDefault()
    say('Converting …')
    send(form, submitter, say)
  })
}

/** What the text looks like, in words; nothing where the service did not say. */
async function guessed(text: string): Promise<string | undefined> {
  try {
    const answer = await fetch('/formats/guess', {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: text,
    })
    if (!answer.ok) return undefined
    const [first, second]: { readonly title: string; readonly sureness: number }[] = await answer.json()
    if (!first) return 'No format is recognised in this yet.'
    const other = second && second.sureness > first.sureness / 2 ? `, perhaps ${second.title}` : ''
    return `Looks like ${first.title}${other}.`
  } catch {
    return undefined
  }
}

/** The text in a file; nothing where it is packed, or not UTF-8. */
async function textIn(file: File): Promise<string | undefined> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}

const isWanted = (transfer: DataTransfer | null): boolean =>
  transfer?.types.some((type) => type === 'Files' || type === 'text/plain') === true

/**
 * The page that answers the form, of which the result is put in the place of the one before. A document asked for as
 * such is parsed by the browser without running anything; a string would have to become mark-up here.
 */
function send(form: HTMLFormElement, submitter: HTMLElement | null, say: (words: string) => void): void {
  const request = new XMLHttpRequest()
  request.open('POST', form.action)
  request.responseType = 'document'
  request.addEventListener('load', () => {
    const fresh = request.responseXML?.getElementById('result')
    const old = document.getElementById('result')
    if (!fresh || !old) return say(`The service answered ${request.status}. Try again in a moment.`)
    old.replaceWith(document.adoptNode(fresh))
    say('')
    document.getElementById('result-title')?.focus()
  })
  request.addEventListener('error', () => say('The service could not be reached. Try again in a moment.'))
  request.send(new FormData(form, submitter))
}

function copyText({ target }: MouseEvent): void {
  const button = target instanceof Element ? target.closest<HTMLButtonElement>('button.copy-text') : null
  const text = document.getElementById(button?.dataset.from ?? '')?.textContent
  if (button && text !== undefined && text !== null) copy(button, text)
}

async function copy(button: HTMLButtonElement, text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    button.textContent = 'Copied'
  } catch {
    button.textContent = 'Not allowed'
  }
  setTimeout(() => {
    button.textContent = 'Copy'
  }, 2000)
}

/** Arrows go from format to format, as in a list. */
function moveAmongOutputs(event: KeyboardEvent): void {
  const { key, target } = event
  const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0
  if (step === 0 || !(target instanceof HTMLElement) || !target.matches('.outputs summary')) return
  const summaries = [...document.querySelectorAll<HTMLElement>('.outputs summary')]
  const next = summaries[summaries.indexOf(target) + step]
  if (!next) return
  event.preventDefault()
  next.focus()
  const details = next.parentElement
  if (details instanceof HTMLDetailsElement) details.open = true
}
