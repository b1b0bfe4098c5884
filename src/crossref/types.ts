/** The registry’s types of works by their labels. */
import { registryTypes } from '../article/registry-type.ts'

/** The type of a label, whatever its case. */
export const typeLabelled = (label: string): string | undefined =>
  Object.keys(registryTypes).find((id) => registryTypes[id]?.toLowerCase() === label.trim().toLowerCase())
