import t from 'tap'
import { dateAtStart, parseDate } from '../../src/article/date.ts'

const rows: readonly (readonly [text: string, date: string])[] = [
  ['2024-01-18', '2024-01-18'],
  ['2024-01-18T09:30:00Z', '2024-01-18'],
  ['Thu, 18 Jan 2024 10:00:00 GMT', '2024-01-18'],
  ['2024/1/18', '2024-01-18'],
  ['2024. 1. 18.', '2024-01-18'],
  ['2024-01', '2024-01'],
  ['2024', '2024'],
  ['2019-21', '2019-21'],
  ['January 18, 2024', '2024-01-18'],
  ['Sept. 3rd 2015', '2015-09-03'],
  ['18 Jan. 2024', '2024-01-18'],
  ['3rd August 2017', '2017-08-03'],
  ['21 JAN 2016', '2016-01-21'],
  ['03-Jan-2015', '2015-01-03'],
  ['2015 Feb 3', '2015-02-03'],
  ['Feb 2015', '2015-02'],
  ['2015 February', '2015-02'],
  ['18/01/2024', '2024-01-18'],
  ['01/18/2024', '2024-01-18'],
  ['30.01.2026', '2026-01-30'],
  ['07/07/2020', '2020-07-07'],
  ['29 February 2024', '2024-02-29'],
  ['15. November 2007', '2007-11-15'],
  ['1. Jänner 2019', '2019-01-01'],
  ['1er mars 2020', '2020-03-01'],
  ['14 août 2019', '2019-08-14'],
  ['5 de marzo de 2019', '2019-03-05'],
  ['20 de noviembre del 2018', '2018-11-20'],
  ['12 de Fevereiro de 2018', '2018-02-12'],
  ['3 gennaio 2021', '2021-01-03'],
  ['12 maart 2020', '2020-03-12'],
  ['7 października 2020', '2020-10-07'],
  ['18 Ocak 2024', '2024-01-18'],
  ['2 ARALIK 2020', '2020-12-02'],
  ['30 Haziran 2021', '2021-06-30'],
  ['5 мая 2019 г.', '2019-05-05'],
  ['12 февраля 2020', '2020-02-12'],
  ['2024年1月18日', '2024-01-18'],
  ['2024年1月', '2024-01'],
  ['2024 年 1 月 18 日', '2024-01-18'],
  ['平成2年1月24日', '1990-01-24'],
  ['令和元年5月1日', '2019-05-01'],
  ['2024년 1월 18일', '2024-01-18'],
  ['Spring 2020', '2020-21'],
  ['Fall 2013', '2013-23'],
  ['Hiver 2011', '2011-24'],
  ['Jan-Mar 2022', '2022-01/2022-03'],
  ['jul./set. 2019', '2019-07/2019-09'],
]

t.test('a date is read in the precision that was given', async (t) => {
  for (const [text, date] of rows) t.equal(parseDate(text), date, text)
})

t.test('what cannot be understood without guessing stays as it stood', async (t) => {
  const kept = [
    '03/04/2024',
    '1/2/2014',
    '05.03.2014',
    '2023-02-30',
    '31 April 2020',
    '29/02/2023',
    '2020/11',
    '32/13/2020',
    '15 listopada 2020',
    'forthcoming',
    'in press, 2020',
    'October 3-5, 2011',
    'Published 2020',
  ]
  for (const text of kept) t.strictSame(parseDate(text), { literal: text }, text)
})

t.test('a blank says nothing', async (t) => {
  t.equal(parseDate('  '), undefined)
})

t.test('a date is found at the start of a longer text, with its length', async (t) => {
  t.strictSame(dateAtStart('12 March 2020; Accepted'), { date: '2020-03-12', length: 13 })
  t.strictSame(dateAtStart('2014 to 2019'), { date: '2014', length: 4 })
  t.equal(dateAtStart('received 2014'), undefined)
})

t.test('long runs of letters and digits take no time', async (t) => {
  const started = process.hrtime.bigint()
  for (const text of ['a'.repeat(100_000), '1'.repeat(100_000), `${'1 '.repeat(50_000)}x`]) dateAtStart(text)
  t.ok(process.hrtime.bigint() - started < 1_000_000_000n)
})
