// Every text of the page that is less readable than WCAG AA asks for: contrast 4.5 against what lies under it, 3 where it is large.
(() => {
  const parse = text => {
    const [r, g, b, a = 1] = text.match(/[\d.]+/g).map(Number);
    return { r, g, b, a };
  };
  const over = (top, under) => ({
    r: top.r * top.a + under.r * (1 - top.a), g: top.g * top.a + under.g * (1 - top.a), b: top.b * top.a + under.b * (1 - top.a), a: 1,
  });
  const luminance = ({ r, g, b }) => {
    const [x, y, z] = [r, g, b].map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const contrast = (a, b) => {
    const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  };
  const bad = [];
  let count = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || ['TITLE', 'DESC', 'STYLE'].includes(element.tagName.toUpperCase()))
      continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    const style = getComputedStyle(element);
    if (box.width === 0 || style.visibility === 'hidden')
      continue;
    const isSvg = element instanceof SVGElement;
    let under = parse(getComputedStyle(document.body).backgroundColor);
    for (const layer of document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2).reverse()) {
      const drawn = getComputedStyle(layer);
      if (layer instanceof SVGGeometryElement && drawn.fill !== 'none') {
        const fill = parse(drawn.fill);
        under = over({ ...fill, a: fill.a * Number(drawn.fillOpacity) }, under);
      } else if (!(layer instanceof SVGElement)) {
        under = over(parse(drawn.backgroundColor), under);
      }
    }
    count++;
    const ratio = contrast(parse(isSvg ? style.fill : style.color), under);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5))
      bad.push(`${ratio.toFixed(2)}: ${node.data.trim().slice(0, 40)}`);
  }
  return JSON.stringify({ count, bad });
})()
