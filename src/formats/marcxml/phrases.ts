/** Words of our own in a MARC record, by which a reader knows what the format has no subfield for. */

/** Before a place of work in a note. */
export const placeLabel = 'Affiliation: '
/** Before what is told of the funding as a whole. */
export const fundingLabel = 'Funding: '
/** Before the name of an event that the record has no field for. */
export const eventLabel = 'Event, '
/** Before the number of a clinical trial. */
export const trialLabel = 'Clinical trial: '
