'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const two = data.sets.length > 1;
  const table = document.getElementById('column-table');
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const live = document.getElementById('count');

  // Numbers as the rest of the page has them.
  const number = v => {
    if (v === null || v === undefined) return '–';
    const size = Math.abs(v);
    const text = size === 0 ? '0' : size < 1e-3 || size >= 1e9 ? v.toExponential(2).toUpperCase().replace('E+', 'E')
      : size < 10 ? v.toFixed(4).replace(/\.?0+$/, '') : size < 1000 ? v.toFixed(2).replace(/\.?0+$/, '') : Math.round(v).toLocaleString('en-US');
    return text.replace('-', '−');
  };
  const percent = share => Number.isFinite(share) ? (share > 0 && share < 0.001 ? '< 0.1 %' : (share * 100).toFixed(1) + ' %') : '–';
  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const draw = (name, attributes, text) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    if (text !== undefined) element.textContent = text;
    return element;
  };

  // The bars of both data sets, as shares of each: what is compared is the shape.
  const shapeOf = column => {
    const range = document.getElementById('range').value;
    if (column.h) {
      const histogram = column.h[range] ?? column.h.all;
      return { bounds: histogram.b, shares: histogram.c.map((counts, i) => counts && counts.map(c => c / (column.s[i].items || 1))) };
    }
    if (column.v) {
      const shown = column.v.slice(0, 20);
      return { values: shown.map(v => v[0]), shares: data.sets.map((_, i) => column.s[i] && shown.map(v => v[1 + i] / (column.s[i].items || 1))) };
    }
    return null;
  };

  const bars = (svg, shape, left, top, width, height) => {
    const count = Math.max(...shape.shares.filter(s => s).map(s => s.length), 1);
    const most = Math.max(...shape.shares.filter(s => s).flat(), 1e-12);
    const log = document.getElementById('scale').value === 'log';
    const least = Math.min(...shape.shares.filter(s => s).flat().filter(s => s > 0), most) / 2;
    const tall = share => share <= 0 ? 0 : height * (log ? Math.log(share / least) / Math.log(most / least) : share / most);
    const step = width / count;
    (shape.shares[0] ?? []).forEach((share, i) => {
      if (share > 0)
        svg.append(draw('rect', { class: 'first', x: (left + i * step + 0.5).toFixed(1), width: Math.max(step - 1, 0.5).toFixed(1), y: (top + height - tall(share)).toFixed(1), height: Math.max(tall(share), 1).toFixed(1) }));
    });
    if (shape.shares[1]) {
      let path = `M${left} ${top + height}`;
      shape.shares[1].forEach((share, i) => {
        const y = (top + height - tall(share)).toFixed(1);
        path += `L${(left + i * step).toFixed(1)} ${y}L${(left + (i + 1) * step).toFixed(1)} ${y}`;
      });
      svg.append(draw('path', { class: 'outline', d: path + `L${left + width} ${top + height}` }));
    }
    return most;
  };

  const small = column => {
    const svg = draw('svg', { width: 170, height: 40, viewBox: '0 0 170 40', 'aria-hidden': 'true' });
    const shape = shapeOf(column);
    if (shape) bars(svg, shape, 1, 2, 168, 36);
    svg.append(draw('line', { class: 'grid', x1: 0, x2: 170, y1: 39, y2: 39 }));
    return svg;
  };

  const large = (column, id) => {
    const shape = shapeOf(column);
    if (!shape) return null;
    const [width, height, left, top] = [560, 230, 54, 12];
    const svg = draw('svg', { class: 'plot', role: 'img', 'aria-labelledby': `${id}-t ${id}-d`, width, height, viewBox: `0 0 ${width} ${height}` });
    svg.append(draw('title', { id: `${id}-t` }, `Distribution of ${column.n}`));
    svg.append(draw('desc', { id: `${id}-d` }, (shape.bounds ? 'Buckets of one width; upwards the share of the values. ' : 'The most frequent values; upwards their share. ') + 'The tables beside it have the numbers.'));
    const [inner, tall] = [width - left - 12, height - top - 40];
    const most = bars(svg, shape, left, top, inner, tall);
    svg.append(draw('line', { class: 'grid', x1: left, x2: width - 12, y1: top + tall, y2: top + tall }));
    svg.append(draw('text', { class: 'muted', x: left - 6, y: top + 10, 'text-anchor': 'end' }, percent(most)));
    svg.append(draw('text', { class: 'muted', x: left - 6, y: top + tall, 'text-anchor': 'end' }, '0'));
    if (shape.bounds) {
      const last = shape.bounds.length - 1;
      for (const [i, anchor] of [[0, 'start'], [Math.floor(last / 2), 'middle'], [last, 'end']])
        svg.append(draw('text', { class: 'muted', x: left + inner * i / Math.max(last, 1), y: top + tall + 18, 'text-anchor': anchor }, number(shape.bounds[i])));
    } else {
      svg.append(draw('text', { class: 'muted', x: left + inner / 2, y: top + tall + 18, 'text-anchor': 'middle' }, `${shape.values.length} most frequent values, most frequent first`));
    }
    return svg;
  };

  const grid = (caption, head, lines) => make('div', {}, make('h3', {}, caption), make('table', {},
    make('thead', {}, make('tr', {}, ...head.map(text => make('th', { scope: 'col' }, text)))),
    make('tbody', {}, ...lines)));
  const line = (name, values) => make('tr', {}, make('th', { scope: 'row' }, name), ...values.map(value => make('td', {}, value)));

  const details = (column, index) => {
    const parts = make('div', { class: 'parts' });
    const figure = large(column, `plot-${index}`);
    if (figure) parts.append(make('figure', {}, figure));
    const facts = [
      ['Rows with a value', s => number(s.present)], ['Rows without', s => `${number(s.missing)} (${percent(s.missing / (s.present + s.missing))})`],
      ['Zeros', s => s.zeros === undefined ? null : `${number(s.zeros)} (${percent(s.zeros / s.items)})`],
      ['NaN', s => s.nan ? number(s.nan) : null], ['+∞', s => s.pinf ? number(s.pinf) : null], ['−∞', s => s.ninf ? number(s.ninf) : null],
      ['Mean', s => s.mean === undefined ? null : number(s.mean)], ['Standard deviation', s => s.sd === undefined ? null : number(s.sd)],
      ['Different values', s => s.unique === undefined ? null : (s.exact ? '' : 'about ') + number(s.unique)],
      ['Mean length', s => s.length === undefined ? null : number(s.length)], ['Invalid text', s => s.invalid ? number(s.invalid) : null],
      ['Earliest', s => s.from ?? null], ['Latest', s => s.to ?? null], ['Format', s => s.format ?? null],
      ['Values a row', s => s.values ?? null],
      ['Tells of the label (bits)', s => s.mi === undefined ? null : `${number(s.mi)} of ${number(s.entropy)}`],
      ['May stand for missing', s => s.sentinels ? s.sentinels.map(([v, c]) => `${v === '' ? 'empty' : v}: ${number(c)}`).join(', ') : null],
    ].map(([name, read]) => [name, column.s.map(s => s ? read(s) : null)]).filter(([, values]) => values.some(value => value !== null));
    parts.append(grid('Facts', ['', ...data.sets.map(set => set.name)], facts.map(([name, values]) => line(name, values.map(value => value ?? '–')))));
    if (column.s.some(s => s && s.q))
      parts.append(grid('Quantiles', ['', ...data.sets.map(set => set.name)], data.quantiles.map((q, i) => line(`${q} %`, column.s.map(s => s && s.q ? number(s.q[i]) : '–')))));
    if (column.v)
      parts.append(grid('Most frequent values', ['Value', ...data.sets.map(set => set.name), 'Share'], column.v.slice(0, 15).map(v => make('tr', {},
        make('td', { class: 'value' }, v[0]),
        ...data.sets.map((_, i) => make('td', {}, column.s[i] ? number(v[1 + i]) : '–')),
        make('td', { class: 'share' }, ...data.sets.map((_, i) => column.s[i] ? make('span', { class: i ? 'meter second' : 'meter', style: `width:${(100 * v[1 + i] / (column.s[i].items || 1)).toFixed(1)}%` }) : ''))))));
    if (column.d)
      parts.append(grid('Distances', ['', 'Value', 'Threshold', 'p-value'], column.d.map(d => line(d[0], [number(d[1]), d[2] === null ? '–' : `${number(d[2])}${d[3] ? ' exceeded' : ''}`, d[4] === null ? '–' : number(d[4])]))));
    if (column.r)
      parts.append(grid('Strongest correlations', ['Column', 'Pearson'], column.r.map(r => line(r[0], [number(r[1])]))));
    if (column.a)
      parts.prepend(make('div', { class: 'wide' }, make('h3', {}, 'Anomalies'), make('ul', {}, ...column.a.map(a => make('li', {}, make('span', { class: `tag ${a[0]}` }, a[1]), ' ' + a[2])))));
    return parts;
  };

  // Plots are drawn when they come near the window: hundreds of columns open at once.
  const near = new IntersectionObserver(entries => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      near.unobserve(entry.target);
      entry.target.replaceChildren(small(data.columns[Number(entry.target.parentElement.dataset.column)]));
    }
  }, { rootMargin: '400px' });
  const plots = rows.map(row => row.querySelector('td.plot'));
  const redraw = () => {
    for (const plot of plots) { plot.replaceChildren(); near.unobserve(plot); near.observe(plot); }
    for (const button of table.querySelectorAll('button.open[aria-expanded=true]')) { close(button); open(button); }
  };

  const open = button => {
    const row = button.closest('tr');
    const index = Number(row.dataset.column);
    const detail = make('tr', { class: 'detail', id: `detail-${index}` }, make('td', { colspan: table.tHead.rows[0].cells.length }, details(data.columns[index], index)));
    row.after(detail);
    button.setAttribute('aria-expanded', 'true');
  };
  const close = button => {
    const row = button.closest('tr');
    if (row.nextElementSibling && row.nextElementSibling.className === 'detail') row.nextElementSibling.remove();
    button.setAttribute('aria-expanded', 'false');
  };
  table.addEventListener('click', e => {
    const button = e.target.closest('button.open');
    if (button) button.getAttribute('aria-expanded') === 'true' ? close(button) : open(button);
  });

  const filter = () => {
    const words = document.getElementById('search').value.toLowerCase().split(/\s+/).filter(word => word);
    const kind = document.getElementById('kind').value;
    let shown = 0;
    for (const row of rows) {
      const column = data.columns[Number(row.dataset.column)];
      const text = [column.n, column.t, ...(column.a ?? []).map(a => a[1])].join(' ').toLowerCase();
      const visible = words.every(word => text.includes(word)) && (kind === 'all' || (kind === 'anomalies' ? !!column.a : kind === 'alarms' ? (column.d ?? []).some(d => d[3]) : column.k === kind));
      row.hidden = !visible;
      if (row.nextElementSibling && row.nextElementSibling.className === 'detail') row.nextElementSibling.hidden = !visible;
      shown += visible ? 1 : 0;
    }
    const all = `${rows.length} ${rows.length === 1 ? 'column' : 'columns'}`;
    live.value = shown === rows.length ? all : `${shown} of ${all}`;
  };

  // Every table with sort buttons: numbers by their value, which data-v has, texts in their order; what is missing comes last.
  for (const sorted of document.querySelectorAll('table.sortable')) {
    const lines = [...sorted.tBodies[0].rows];
    sorted.tHead.addEventListener('click', e => {
      const button = e.target.closest('button.sort');
      if (!button) return;
      const head = button.closest('th');
      const numeric = head.dataset.kind === 'number';
      const before = head.getAttribute('aria-sort');
      const direction = before ? (before === 'ascending' ? 'descending' : 'ascending') : numeric ? 'descending' : 'ascending';
      for (const other of sorted.tHead.rows[0].cells) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', direction);
      const at = head.cellIndex;
      const key = row => {
        const text = row.cells[at].dataset.v ?? row.cells[at].textContent;
        return numeric ? (text === '' ? NaN : Number(text)) : text;
      };
      const keys = new Map(lines.map(row => [row, key(row)]));
      const order = direction === 'ascending' ? 1 : -1;
      lines.sort((a, b) => {
        const [x, y] = [keys.get(a), keys.get(b)];
        if (numeric) return Number.isNaN(x) ? (Number.isNaN(y) ? 0 : 1) : Number.isNaN(y) ? -1 : order * (x - y);
        return order * x.localeCompare(y, 'en', { numeric: true });
      });
      const fragment = document.createDocumentFragment();
      for (const row of lines) {
        const detail = row.nextElementSibling && row.nextElementSibling.className === 'detail' ? row.nextElementSibling : null;
        fragment.append(row);
        if (detail) fragment.append(detail);
      }
      sorted.tBodies[0].append(fragment);
      document.getElementById('said').textContent = `Sorted by ${button.textContent}, ${direction}.`;
    });
  }

  document.getElementById('search').addEventListener('input', filter);
  document.getElementById('kind').addEventListener('change', filter);
  document.getElementById('scale').addEventListener('change', redraw);
  document.getElementById('range').addEventListener('change', redraw);
  document.addEventListener('click', e => {
    // A name in another table leads to its column.
    const link = e.target.closest('a[data-column]');
    if (!link) return;
    e.preventDefault();
    document.getElementById('search').value = '';
    document.getElementById('kind').value = 'all';
    filter();
    const row = rows.find(r => r.dataset.column === link.dataset.column);
    const button = row.querySelector('button.open');
    if (button.getAttribute('aria-expanded') !== 'true') open(button);
    row.scrollIntoView({ block: 'start' });
    button.focus({ preventScroll: true });
  });
  document.querySelectorAll('.tools').forEach(tools => tools.hidden = false);
  filter();
  redraw();
})();
