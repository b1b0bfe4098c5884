/** References rendered in this thread: for commands, which have nothing else to do. */
import type { Catalogue } from './catalogue.ts'
import { createReferences, perform, type References } from './references.ts'
import { createRenderer } from './renderer.ts'

const engines = 4

export function createReferencesHere(catalogue: Catalogue): References {
  const renderer = createRenderer(catalogue, engines)
  return createReferences(catalogue, async (task) => perform(renderer, task))
}
