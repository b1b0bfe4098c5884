/** The style that a reader means: by its id, its title, or words of either. */
import { Refusal } from '../article/refusal.ts'
import type { Catalogue, Style } from '../styles/catalogue.ts'

export interface StyleWish {
  readonly style: Style
  /** Others that the words may mean. */
  readonly others: readonly Style[]
  /** What is to be said where none was meant. */
  readonly unknown?: string
}

const usual = 'apa'
const mostOthers = 12

export function styleWish(text: string, catalogue: Catalogue): StyleWish {
  const wish = text.trim()
  if (wish === '') return { style: catalogue.style(usual), others: [] }
  const titled = catalogue.styles.find(({ title }) => title.toLowerCase() === wish.toLowerCase())
  if (titled) return { style: titled, others: [] }
  try {
    return { style: catalogue.style(wish), others: [] }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const [first, ...others] = catalogue.search(wish)
    return first
      ? { style: first, others: others.slice(0, mostOthers) }
      : {
          style: catalogue.style(usual),
          others: nearest(error, catalogue),
          unknown: `There is no style “${wish.slice(0, 100)}”.`,
        }
  }
}

const nearest = ({ extras }: Refusal, catalogue: Catalogue): readonly Style[] =>
  (extras.available ?? []).flatMap((id) => catalogue.styles.filter((style) => style.id === id)).slice(0, mostOthers)
