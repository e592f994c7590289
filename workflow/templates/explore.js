// Interactive plots: controls made by explore.html.j2, plots drawn by uPlot.
(() => {
  "use strict";

  const HEIGHT = 300;
  const DIGITS = new Intl.NumberFormat("en", { maximumSignificantDigits: 5 });

  /** As in deeplinear.pictures.words. */
  function readable(value) {
    if (value === null) return "–";
    if (typeof value === "string") return value; // diverged, cut off
    const size = Math.abs(value);
    const plain = size === 0 || (size >= 1e-4 && size < 1e7);
    return (plain ? DIGITS.format(value) : value.toExponential()).replace("+", "").replaceAll("-", "−");
  }

  const faint = (colour, share) => `color-mix(in srgb, ${colour} ${share}%, transparent)`;

  /** What uPlot can draw: far above the axis coordinates would overflow, and words are no points. */
  function drawable(values, limits) {
    const most = limits ? limits[1] + 1e3 * (limits[1] - limits[0]) : Infinity;
    return values.map((value) => (typeof value === "number" ? Math.min(value, most) : null));
  }

  /** Markers of a curve, the share-th part of the way from one to the next where only some show. */
  function markers(look, colour, share) {
    const shape = new Path2D(look.shape);
    return {
      show: look.shape !== "",
      stroke: colour,
      fill: look.filled ? colour : "transparent",
      width: 1.2,
      filter: (u, series) => {
        const [first, last] = u.series[0].idxs;
        const there = u.data[series].flatMap((y, i) => (y !== null && i >= first && i <= last ? [i] : []));
        const step = there.length > 60 ? Math.round(there.length / 6) : 1;
        return there.filter((i, k) => (k - Math.round(share * step)) % step === 0);
      },
      paths: (u, series, first, last, indices) => {
        const path = new Path2D();
        const clip = new Path2D();
        const { left, top, width, height } = u.bbox;
        const [r, edge] = [devicePixelRatio, 6 * devicePixelRatio];
        clip.rect(left - edge, top - edge, width + 2 * edge, height + 2 * edge);
        for (const i of indices) {
          const [x, y] = [u.valToPos(u.data[0][i], "x", true), u.valToPos(u.data[series][i], "y", true)];
          path.addPath(shape, new DOMMatrix([r, 0, 0, r, x, y]));
        }
        return { stroke: path, fill: path, clip, flags: 3 };
      },
    };
  }

  function axis(label, ink, more) {
    return {
      label,
      stroke: ink,
      grid: { stroke: faint(ink, 12), width: 1 },
      ticks: { stroke: faint(ink, 40), width: 1 },
      font: "12px system-ui",
      labelFont: "13px system-ui",
      labelSize: 22,
      values: (u, ticks) => ticks.map((tick) => (tick === null ? "" : readable(tick))),
      ...more,
    };
  }

  /** As wide as the longest tick. */
  const widest = (u, ticks) => 16 + 7 * Math.max(4, ...(ticks ?? []).map((tick) => tick.length));

  function explore(root) {
    const find = (selector) => root.querySelector(selector);
    const { looks, plots } = JSON.parse(find("script").textContent);
    const [choose, cursor, host] = ["choose", "cursor", "panels"].map((name) => find(`[data-${name}]`));
    const boxes = [...root.querySelectorAll("[data-curve]")];
    let drawn = []; // uPlot's objects
    let outputs = [];
    let zoomed = null; // the range of x, null for all of it

    const boxOf = (name) => boxes.find((box) => box.dataset.curve === name);
    const chosen = () => plots[choose ? Number(choose.selectedIndex ?? choose.value) : 0];
    const logarithmic = (axis, initially) => initially && find(`[data-log="${axis}"]`).checked;

    /** The values at a point of x, in words. */
    function read(index) {
      const plot = chosen();
      const at = `${plot.symbol} = ${readable(plot.x[index])}`;
      cursor.value = index;
      cursor.setAttribute("aria-valuetext", at);
      for (const { output, curves } of outputs) {
        const words = curves.map(({ name, y, low, high }) => {
          const band = low.length && typeof y[index] === "number";
          const ends = band ? ` (${readable(low[index])} to ${readable(high[index])})` : "";
          return `${name}: ${readable(y[index])}${ends}`;
        });
        output.value = [at, ...words].join("\n");
      }
    }

    /** Move the cursor of every panel to the slider's point. */
    function point() {
      const index = Number(cursor.value);
      const plot = chosen();
      read(index);
      for (const u of drawn) u.setCursor({ left: u.valToPos(plot.x[index], "x"), top: 0 }, false);
    }

    /** Show a range of x, as long as there are points to see; null shows all of it. */
    function zoom(range) {
      const { x } = chosen();
      const [low, high] = range ?? [x[0], x.at(-1)];
      const rounding = 1e-9 * (x.at(-1) - x[0]); // of logarithms, there and back
      const inside = x.filter((value) => value >= low - rounding && value <= high + rounding);
      if (inside.length < 2) return;
      const [min, max] = [Math.max(low, x[0]), Math.min(high, x.at(-1))];
      zoomed = inside.length < x.length ? [min, max] : null;
      for (const u of drawn) u.setScale("x", { min, max });
      queueMicrotask(point);
    }

    /** Zoom around the slider's point. */
    function scaled(factor) {
      const plot = chosen();
      const [there, back] = logarithmic("x", plot.log) ? [Math.log, Math.exp] : [Number, Number];
      const { min, max } = drawn[0].scales.x;
      const [low, middle, high] = [min, plot.x[cursor.value], max].map(there);
      zoom([back(middle + factor * (low - middle)), back(middle + factor * (high - middle))]);
    }

    function dragged(u) {
      const { left, width } = u.select;
      u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
      zoom([left, left + width].map((place) => u.posToVal(place, "x")));
    }

    /** Series and bands of the curves that are shown. */
    function seriesOf(panel, curves) {
      const series = [{}];
      const bands = [];
      const data = [];
      for (const { name, y, low, high } of curves) {
        const [look, box] = [looks[name], boxOf(name)];
        const colour = getComputedStyle(box.parentElement.querySelector(".look")).color;
        const middle = series.length;
        series.push({
          stroke: colour,
          width: look.width,
          dash: look.dash.length ? look.dash : undefined,
          alpha: look.opacity,
          points: markers(look, colour, boxes.indexOf(box) / boxes.length),
        });
        data.push(drawable(y, panel.limits));
        if (low.length) {
          const edge = { stroke: colour, width: 0, points: { show: false } };
          series.push(edge, { ...edge });
          data.push(drawable(low, panel.limits), drawable(high, panel.limits));
          const fill = faint(colour, 25);
          bands.push({ series: [middle + 2, middle], fill }, { series: [middle, middle + 1], fill });
        }
      }
      return { series, bands, data };
    }

    /** What stands around a panel's plot; all of them before the first plot, which asks its width. */
    function frame(panel) {
      const place = host.appendChild(document.createElement("div"));
      place.dataset.panel = panel.title;
      if (panel.title) place.appendChild(document.createElement("h3")).textContent = panel.title;
      const canvas = place.appendChild(document.createElement("div"));
      const shown = panel.curves.filter(({ name }) => boxOf(name).checked);
      const gone = shown.filter(({ fate }) => fate).map(({ name, fate }) => `${name}: ${fate}`);
      if (gone.length) {
        const words = place.appendChild(document.createElement("p"));
        words.dataset.fate = "";
        words.textContent = `${gone.join("; ")}.`;
      }
      const output = place.appendChild(document.createElement("output"));
      output.dataset.readout = "";
      outputs.push({ output, curves: shown });
      return [panel, shown, canvas];
    }

    function plotPanel(plot, panel, shown, canvas) {
      const ink = getComputedStyle(root).color;
      const { series, bands, data } = seriesOf(panel, shown);
      const [xLog, yLog] = [logarithmic("x", plot.log), logarithmic("y", panel.log)];
      const range = (u, low, high) => {
        if (panel.limits && !zoomed) return panel.limits;
        if (low === null) return [1, 10];
        const top = panel.limits ? Math.min(high, panel.limits[1]) : high;
        return yLog ? uPlot.rangeLog(low, top, 10, false) : uPlot.rangeNum(low, top, 0.1, true);
      };
      const options = {
        width: canvas.clientWidth,
        height: HEIGHT,
        pxAlign: false,
        series,
        bands,
        scales: {
          x: { time: false, distr: xLog ? 3 : 1, range: () => zoomed ?? [plot.x[0], plot.x.at(-1)] },
          y: { distr: yLog ? 3 : 1, range },
        },
        axes: [axis(plot.label, ink, { size: 36 }), axis(panel.label, ink, { size: widest })],
        legend: { show: false },
        cursor: {
          y: false,
          drag: { setScale: false },
          sync: { key: root.id, setSeries: false },
          bind: { dblclick: () => () => zoom(null) },
        },
        hooks: { setCursor: [({ cursor: { idx } }) => idx !== null && read(idx)], setSelect: [dragged] },
      };
      drawn.push(new uPlot(options, [plot.x, ...data], canvas));
    }

    function draw() {
      for (const u of drawn) u.destroy();
      [drawn, outputs] = [[], []];
      host.replaceChildren();
      const plot = chosen();
      if (choose?.type === "range") {
        choose.setAttribute("aria-valuetext", `${choose.dataset.symbol} = ${plot.name}`);
        find("[data-chosen]").value = plot.name;
      }
      const names = new Set(plot.panels.flatMap(({ curves }) => curves.map(({ name }) => name)));
      for (const box of boxes) box.parentElement.hidden = !names.has(box.dataset.curve);
      find("[data-band]").textContent = plot.band ? `Bands, and numbers in parentheses: ${plot.band}.` : "";
      cursor.max = plot.x.length - 1;
      for (const framed of plot.panels.map(frame)) plotPanel(plot, ...framed);
      queueMicrotask(point); // uPlot sets its scales in one, too
    }

    root.hidden = false;
    draw();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
    for (const box of root.querySelectorAll("[data-curve], [data-log]")) box.addEventListener("change", draw);
    choose?.addEventListener("input", draw);
    cursor.addEventListener("input", point);
    const zooms = { in: () => scaled(0.5), out: () => scaled(2), reset: () => zoom(null) };
    for (const button of root.querySelectorAll("[data-zoom]")) {
      button.addEventListener("click", zooms[button.dataset.zoom]);
    }
    new ResizeObserver(() => {
      for (const u of drawn) u.setSize({ width: u.root.parentElement.clientWidth, height: HEIGHT });
    }).observe(host);
  }

  for (const root of document.querySelectorAll("[data-explore]")) explore(root);
})();
