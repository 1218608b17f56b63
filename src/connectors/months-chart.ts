import { renderAsync } from '@resvg/resvg-js';
import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { toDecimal } from '../domain/money.js';
import type { MonthSums, MonthsPicture, MonthsPictureWords } from '../domain/months.js';
import type { RewardStatus } from '../domain/reward.js';
import { LATIN_FONTS } from './fonts.js';

use([BarChart, AriaComponent, GridComponent, LegendComponent, SVGRenderer, TitleComponent]);

/** In pixels as drawn; rendered at twice that, for sharp screens. */
const WIDTH = 1200;
const HEIGHT = 600;

/** Okabe and Ito's colours, told apart by everybody; each has a pattern besides (jfly.uni-koeln.de/color). */
const STATUSES: readonly { readonly status: RewardStatus; readonly colour: string; readonly decal: object }[] = [
  { status: 'Paid', colour: '#0072B2', decal: { symbol: 'none' } },
  { status: 'Approved', colour: '#009E73', decal: lines(Math.PI / 4) },
  { status: 'New', colour: '#56B4E9', decal: dots() },
  { status: 'Hold', colour: '#E69F00', decal: lines(-Math.PI / 4) },
  { status: 'Declined', colour: '#B8BEC5', decal: lines(0) },
];
const INK = '#1d2733';
const QUIET = '#5b6774';

/** Draws a programme's months as a PNG, 2400 by 1200: rewards stacked by status, and beside them what was paid out. */
export async function renderMonthsChart(picture: MonthsPicture, words: MonthsPictureWords): Promise<Buffer> {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT });
  try {
    chart.setOption(optionOf(picture, words));
    // On a thread of its own: the bot goes on answering.
    const png = await renderAsync(chart.renderToSVGString(), {
      fitTo: { mode: 'zoom', value: 2 },
      background: '#ffffff',
      font: { fontFiles: [...LATIN_FONTS], loadSystemFonts: false, defaultFontFamily: 'Noto Sans' },
    });
    return png.asPng();
  } finally {
    chart.dispose();
  }
}

function optionOf({ months }: MonthsPicture, words: MonthsPictureWords): EChartsCoreOption {
  const short = shortener(words.locale);
  const totals = months.map((month) => sumOf(month));
  return {
    animation: false,
    textStyle: { fontFamily: 'Noto Sans', color: INK },
    aria: { enabled: true, decal: { show: true } },
    title: {
      text: words.title,
      left: 32,
      top: 20,
      textStyle: { fontSize: 24, fontWeight: 'bold', color: INK },
    },
    legend: { left: 28, top: 64, itemWidth: 30, itemHeight: 20, itemGap: 26, textStyle: { fontSize: 18, color: INK } },
    grid: { left: 32, right: 32, top: 130, bottom: 24, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'category',
      data: [...words.months],
      axisTick: { show: false },
      axisLine: { lineStyle: { color: QUIET } },
      axisLabel: { fontSize: 17, color: INK, interval: 0, lineHeight: 21 },
    },
    yAxis: {
      type: 'value',
      axisLabel: { fontSize: 16, color: QUIET, formatter: short },
      splitLine: { lineStyle: { color: '#e4e8ec' } },
    },
    series: [
      ...STATUSES.map(({ status, colour, decal }, place) => ({
        name: words.statuses[status],
        type: 'bar',
        stack: 'rewards',
        barMaxWidth: 46,
        barGap: '12%',
        data: months.map(({ byStatus }) => bar(numberOf(byStatus[status].total), place === STATUSES.length - 1)),
        itemStyle: { color: colour, borderColor: '#ffffff', borderWidth: 1, decal },
        // One label a bar, over all of it.
        ...(place === STATUSES.length - 1 ? { label: topLabel(totals, short) } : {}),
      })),
      {
        name: words.payouts,
        type: 'bar',
        barMaxWidth: 22,
        data: months.map(({ payouts }) => bar(numberOf(payouts.total))),
        itemStyle: { color: '#ffffff', borderColor: INK, borderWidth: 2.5, decal: { symbol: 'none' } },
      },
    ],
  };
}

/** Nothing is no bar, not even a line; where it carries the label it is there and not seen. */
function bar(amount: number, isLabelled = false): number | null | object {
  if (amount !== 0) return amount;
  return isLabelled ? { value: 0, itemStyle: { borderWidth: 0, opacity: 0 } } : null;
}

function topLabel(totals: readonly number[], short: (amount: number) => string): object {
  return {
    show: true,
    position: 'top',
    fontSize: 15,
    color: INK,
    formatter: ({ dataIndex }: { dataIndex: number }) => (totals[dataIndex] ? short(totals[dataIndex]) : ''),
  };
}

function sumOf({ byStatus }: MonthSums): number {
  return Object.values(byStatus).reduce((sum, { total }) => sum + numberOf(total), 0);
}

/** For the height of a bar, where a number is exact enough. */
function numberOf(money: { readonly minor: bigint; readonly currency: string }): number {
  return Number(toDecimal(money));
}

function shortener(locale: string): (amount: number) => string {
  const shortly = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  return (amount) => shortly.format(amount);
}

function lines(rotation: number): object {
  return { symbol: 'rect', color: 'rgba(255,255,255,0.55)', dashArrayX: [1, 0], dashArrayY: [2, 6], rotation };
}

function dots(): object {
  return {
    symbol: 'circle',
    color: 'rgba(29,39,51,0.35)',
    dashArrayX: [
      [6, 6],
      [0, 6, 6, 0],
    ],
    dashArrayY: [6, 0],
    symbolSize: 0.7,
  };
}
