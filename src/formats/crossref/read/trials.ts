/** Clinical trials: their numbers and stages as the registry spells them. */
const stages = {
  preresults: 'pre-results',
  results: 'results',
  postresults: 'post-results',
} as const

export const stageOf = (said: string | undefined) => {
  const key = said?.toLowerCase().replace(/[^a-z]/g, '') ?? ''
  return Object.hasOwn(stages, key) ? stages[key as keyof typeof stages] : undefined // an own key
}

/** The API makes the numbers small; those of these registries have capitals. */
export const trialNumber = (number: string): string =>
  /^(?:nct|isrctn|actrn|chictr|ctri|jprn|umin|drks|ntr|eudract|irct|kct|pactr|slctr|tctr|rbr)[-\w/]*\d/i.test(number)
    ? number.toUpperCase()
    : number
