/** The macros by which astronomers’ files name journals; their LaTeX classes define them, and ADS writes them. */
const rows = `
aj|Astronomical Journal
apj|Astrophysical Journal
apjl|Astrophysical Journal Letters
apjs|Astrophysical Journal Supplement Series
ao|Applied Optics
apss|Astrophysics and Space Science
aap|Astronomy and Astrophysics
aapr|Astronomy and Astrophysics Reviews
aaps|Astronomy and Astrophysics Supplement Series
araa|Annual Review of Astronomy and Astrophysics
baas|Bulletin of the American Astronomical Society
gca|Geochimica et Cosmochimica Acta
grl|Geophysical Research Letters
icarus|Icarus
jcap|Journal of Cosmology and Astroparticle Physics
jcp|Journal of Chemical Physics
jgr|Journal of Geophysical Research
jqsrt|Journal of Quantitative Spectroscopy and Radiative Transfer
jrasc|Journal of the Royal Astronomical Society of Canada
memras|Memoirs of the Royal Astronomical Society
memsai|Memorie della Società Astronomica Italiana
mnras|Monthly Notices of the Royal Astronomical Society
nat|Nature
nphysa|Nuclear Physics A
pasa|Publications of the Astronomical Society of Australia
pasj|Publications of the Astronomical Society of Japan
pasp|Publications of the Astronomical Society of the Pacific
physrep|Physics Reports
physscr|Physica Scripta
planss|Planetary and Space Science
pra|Physical Review A
prb|Physical Review B
prc|Physical Review C
prd|Physical Review D
pre|Physical Review E
prl|Physical Review Letters
procspie|Proceedings of the SPIE
qjras|Quarterly Journal of the Royal Astronomical Society
skytel|Sky and Telescope
solphys|Solar Physics
ssr|Space Science Reviews
zap|Zeitschrift für Astrophysik`

const journals: ReadonlyMap<string, string> = new Map(
  rows
    .trim()
    .split('\n')
    .map((row) => row.split('|') as [string, string]), // every row has one bar
)

/** The journal of `\\aap`; undefined where the value is no such macro. */
export function journalOfMacro(latex: string): string | undefined {
  const name = /^\{?\\([a-z]+)\}?$/.exec(latex.trim())?.[1]
  return name === undefined ? undefined : journals.get(name)
}

/** Whether a command is one of them. */
export const isJournalMacro = (name: string): boolean => journals.has(name)
