// The map of the overview. Incidents come clustered by the desk for what is in view; a province or district is hatched
// ground, never a point.
import { Popup } from "/static/vendor/maplibre-gl/maplibre-gl.mjs";
import { GRADE_COLOURS, TYPE_COLOURS, colours, giveSigns, groundMap, movement, provinces, ring } from "/static/map.js";
import { makeAreaTools, shapeOfNear, shapesOfArea } from "/static/overview_area.js";
import { card, countryLines, legend } from "/static/overview_signs.js";

const TYPES = {
  airstrike: "mark-air", drone: "mark-air", shelling: "mark-shell", missile: "mark-shell", chemical: "mark-shell",
  car_bomb: "mark-bomb", suicide_bomb: "mark-bomb", ied: "mark-bomb", armed_clash: "mark-gun", shooting: "mark-gun", execution: "mark-gun",
};
const collection = (features) => ({ type: "FeatureCollection", features });
/** The layers that answer to a click; what lies on top is what the reader means: a point before the ground under it. */
const ANSWERING = ["points", "sites", "clusters", "patches", "edges", "hatched"];

// Wide enough that a reader can hit it, and by area as the toll grows.
const SIZE = ["interpolate", ["linear"], ["sqrt", ["coalesce", ["get", "killed_low"], 0]], 0, 5, 5, 9, 15, 17, 40, 30];
/** Areas that are smaller than their signs come as one; a ring around them all would claim ground that nobody named. */
const SEVERAL = /^[\d,]+ places$/;
/** As fine as the desk is asked for all there is, before the map knows where that lies. */
const WHOLE_VIEW = 4;
/** Close by, ground is wider than the view: fainter, so that what is known exactly stands out. */
const FAINT = ["interpolate", ["linear"], ["zoom"], 7, 1, 10, 0.35];
const HALO = ["interpolate", ["linear"], ["sqrt", ["coalesce", ["get", "killed_low"], 0]], 0, 10, 5, 15, 15, 21, 40, 34, 120, 60];
/** Pixels between an opened card and the edge of the map. */
const SPARE = 8;
const CLUSTER_SIZE = ["interpolate", ["linear"], ["sqrt", ["get", "count"]], 1, 9, 10, 16, 100, 26];

function layers(ink) {
  const colour = ["match", ["get", "sign"], ...[...TYPE_COLOURS, ...GRADE_COLOURS].flatMap((name) => [name, ink[name]]), ink["mark-other"]];
  const letters = (size) => ({ "text-font": ["Georgia, 'Noto Serif', serif"], "text-size": size, "text-allow-overlap": true, "text-ignore-placement": true });
  const site = ["==", ["get", "precision"], "site"];
  return [
    { id: "hatched", type: "fill", source: "areas", paint: { "fill-pattern": "hatch", "fill-opacity": FAINT } },
    { id: "patches", type: "symbol", source: "area-middles", filter: ["get", "several"],
      layout: { "icon-image": "patch", "icon-allow-overlap": true, "icon-ignore-placement": true } },
    { id: "edges", type: "line", source: "areas", paint: { "line-color": ink["area-line"], "line-width": 1.2, "line-dasharray": [3, 2] } },
    { id: "asked-fill", type: "fill", source: "asked", paint: { "fill-color": ink.link, "fill-opacity": 0.07 } },
    { id: "asked-line", type: "line", source: "asked", paint: { "line-color": ink.link, "line-width": 1.8 } },
    { id: "points", type: "circle", source: "incidents", filter: ["all", ["==", ["get", "kind"], "incident"], ["!", site]],
      paint: { "circle-radius": SIZE, "circle-color": colour, "circle-opacity": 0.82, "circle-stroke-width": 1.2, "circle-stroke-color": ink["mark-line"] } },
    { id: "sites", type: "symbol", source: "incidents", filter: ["all", ["==", ["get", "kind"], "incident"], site],
      layout: { "icon-image": ["concat", "diamond:", ["get", "sign"]], "icon-size": ["interpolate", ["linear"], ["sqrt", ["coalesce", ["get", "killed_low"], 0]], 0, 0.42, 5, 0.7, 15, 1.25, 40, 2.1],
        "icon-allow-overlap": true, "icon-ignore-placement": true } },
    { id: "area-counts", type: "symbol", source: "area-middles", filter: [">", ["get", "count"], 1],
      layout: { ...letters(13), "text-field": ["number-format", ["get", "count"], { locale: "en" }] }, paint: { "text-color": ink["area-line"], "text-halo-color": ink.land, "text-halo-width": 2 } },
    // Round a cluster, paler: as wide as one incident of that toll would be.
    { id: "cluster-tolls", type: "circle", source: "incidents", filter: ["==", ["get", "kind"], "cluster"],
      paint: { "circle-radius": HALO, "circle-color": ink.figure, "circle-opacity": 0.22 } },
    { id: "clusters", type: "circle", source: "incidents", filter: ["==", ["get", "kind"], "cluster"],
      paint: { "circle-radius": CLUSTER_SIZE, "circle-color": ink.cluster, "circle-stroke-width": 1.2, "circle-stroke-color": ink["mark-line"] } },
    { id: "cluster-counts", type: "symbol", source: "incidents", filter: ["==", ["get", "kind"], "cluster"],
      layout: { ...letters(13), "text-field": ["number-format", ["get", "count"], { locale: "en" }] }, paint: { "text-color": ink["cluster-ink"] } },
  ];
}

// The desk clusters by a grid; where two middles fall so close that one would cover the other, they are one here.
function apart(map, features) {
  const wide = ({ properties }) => 9 + Math.min(17, 0.8 * Math.sqrt(properties.count));
  const [points, clusters] = [[], []];
  for (const feature of [...features].sort((a, b) => (b.properties.count ?? 0) - (a.properties.count ?? 0))) {
    const at = map.project(feature.geometry.coordinates);
    const reach = feature.properties.count ? wide(feature) : 0;
    const near = clusters.find((other) => other.at.dist(at) < wide(other.feature) + reach);
    if (near) near.feature = joined(near.feature, feature);
    else if (feature.properties.kind === "cluster") clusters.push({ at, feature });
    else points.push(feature);
  }
  return [...points, ...clusters.map(({ feature }) => feature)];
}

// The list of a wider box than the desk's own, rounded outwards as the desk does.
function hrefOf(href, [w, s, e, n]) {
  const list = new URL(href, location.href);
  const [, ...others] = list.searchParams.get("area").split(";");
  const corners = [Math.floor(w * 1e6), Math.floor(s * 1e6), Math.ceil(e * 1e6), Math.ceil(n * 1e6)].map((degrees) => degrees / 1e6);
  list.searchParams.set("area", [corners.join(","), ...others].join(";"));
  return list.pathname + list.search;
}

function joined({ geometry, properties: one }, { geometry: { coordinates: [lon, lat] }, properties: other }) {
  const [w, s, e, n] = other.box ?? [lon, lat, lon, lat];
  const box = [Math.min(one.box[0], w), Math.min(one.box[1], s), Math.max(one.box[2], e), Math.max(one.box[3], n)];
  const sum = (name, of) => one[name] + (of ?? 0);
  const properties = {
    ...one, box, href: hrefOf(one.href, box), count: sum("count", other.count ?? 1), killed_low: sum("killed_low", other.killed_low),
    killed_high: sum("killed_high", other.killed_high ?? other.killed_low), open: sum("open", other.open),
    uncounted: sum("uncounted", other.uncounted ?? Number(other.killed_low === null)),
  };
  return { type: "Feature", geometry, properties };
}

// The ground of an area: the province's polygon where the borders have it, else a ring as wide as the place may lie.
async function groundOf({ properties, geometry }) {
  if (properties.province) {
    const fine = await provinces(properties.province.split(".")[0]);
    const found = fine.features.find((f) => f.properties.id === properties.province);
    if (found) return { type: "Feature", properties, geometry: found.geometry };
  }
  return { type: "Feature", properties, geometry: ring(...geometry.coordinates, properties.radius_km) };
}

function viewOf(map) {
  const view = map.getBounds();
  const [dx, dy] = [(view.getEast() - view.getWest()) * 0.15, (view.getNorth() - view.getSouth()) * 0.15];
  const box = [view.getWest() - dx, Math.max(-90, view.getSouth() - dy), view.getEast() + dx, Math.min(90, view.getNorth() + dy)];
  return box[2] - box[0] >= 360 ? {} : { bbox: box.map((degrees) => degrees.toFixed(4)).join(",") };
}

// The box around all that is to be seen: the signs, the hatched ground, the area that the filter asks for.
function boxOf(signs, shapes) {
  const box = [180, 90, -180, -90];
  const points = shapes.flatMap((shape) => shape.coordinates.flat(shape.type === "MultiPolygon" ? 2 : 1));
  for (const [w, s, e, n] of [...signs.map(({ properties, geometry: { coordinates: [x, y] } }) => properties.box ?? [x, y, x, y]), ...points.map(([x, y]) => [x, y, x, y])]) {
    [box[0], box[1], box[2], box[3]] = [Math.min(box[0], w), Math.min(box[1], s), Math.max(box[2], e), Math.max(box[3], n)];
  }
  return box;
}

// The part of the address behind "#": where the reader moved the map to.
function heldView() {
  const held = /^#map=([\d.]+)\/(-?[\d.]+)\/(-?[\d.]+)$/.exec(location.hash);
  return held && { zoom: Number(held[1]), center: [Number(held[3]), Number(held[2])] };
}

/**
 * Make the map.
 * @param element where it goes; its data-total, data-points, data-clusters, data-areas tell what it shows
 * @param desk what a part may ask of the page
 */
export async function makeMap(element, desk) {
  const held = heldView();
  const map = await groundMap(element, held ?? {});
  map.getCanvas().setAttribute("aria-label", "Map of the incidents; arrow keys move it, plus and minus zoom");
  const popup = new Popup({ maxWidth: "19rem", focusAfterOpen: true });
  const state = { answer: collection([]), areas: [], grounds: [], signs: [], colouring: "type", fitted: Boolean(held), moved: Boolean(held), waiting: new AbortController() };

  function shapesAsked() {
    return [...shapesOfArea(desk.get("area")), shapeOfNear(desk.get("near"))].filter(Boolean);
  }
  function sign(properties) {
    return state.colouring === "grade" ? `grade-${properties.grade}` : (TYPES[properties.type] ?? "mark-other");
  }
  function draw() {
    for (const { properties } of state.signs) properties.sign = sign(properties);
    map.getSource("incidents")?.setData(collection(state.signs));
    map.getSource("areas")?.setData(collection(state.areas));
    map.getSource("area-middles")?.setData(collection(state.grounds));
    map.getSource("asked")?.setData(collection(shapesAsked().map((geometry) => ({ type: "Feature", properties: {}, geometry }))));
  }
  function tell() {
    const { total, country_only: countries, unplaced } = state.answer;
    const count = (kind) => state.signs.filter((f) => f.properties.kind === kind).length;
    Object.assign(element.dataset, { total, points: count("incident"), clusters: count("cluster"), areas: state.grounds.length, zoom: map.getZoom().toFixed(2) });
    document.getElementById("map-note").replaceChildren(...countryLines(countries, unplaced, desk));
    legend(document.getElementById("map-legend"), state.colouring);
  }
  async function load() {
    state.waiting.abort();
    state.waiting = new AbortController();
    const answer = await desk.ask("/api/map", state.fitted ? { ...viewOf(map), zoom: map.getZoom().toFixed(2) } : { zoom: WHOLE_VIEW }, state.waiting.signal);
    const [grounds, signs] = [[], []];
    answer.features.forEach((feature, key) => {
      Object.assign(feature.properties, { key, several: SEVERAL.test(feature.properties.place ?? "") });
      (feature.properties.kind === "area" ? grounds : signs).push(feature);
    });
    Object.assign(state, { answer, areas: await Promise.all(grounds.filter((f) => !f.properties.several).map(groundOf)), grounds, signs: apart(map, signs) });
  }
  async function renew() {
    element.dataset.settled = "no";
    await load();
    draw();
    tell();
    map.once("idle", () => (element.dataset.settled = "yes"));
    map.triggerRepaint();
  }
  async function show() {
    popup.remove();
    // A map that the reader has not moved shows all that there is.
    if (!state.moved) {
      state.fitted = false;
      await load();
      // Areas that come as one have no ground that is drawn, but they lie somewhere.
      const together = state.grounds.filter((f) => f.properties.several).map((f) => ring(...f.geometry.coordinates, f.properties.radius_km));
      const shapes = [...state.areas.map((area) => area.geometry), ...together, ...shapesAsked()];
      if (state.signs.length || shapes.length) {
        const [w, s, e, n] = boxOf(state.signs, shapes);
        map.fitBounds([[w, s], [e, n]], { padding: Math.min(50, element.clientWidth / 9), maxZoom: 7.5, duration: 0 }, { ours: true });
      }
      state.fitted = true;
    }
    await renew();
  }

  let pause;
  const viewed = () => {
    const { lng, lat } = map.getCenter();
    return `#map=${map.getZoom().toFixed(2)}/${lat.toFixed(3)}/${lng.toFixed(3)}`;
  };
  let last = viewed();
  map.on("moveend", (event) => {
    const view = viewed();
    // A map that only got another size, or that we ourselves fitted, was not moved by the reader.
    if (view !== last && !event.ours) {
      state.moved = true;
      history.replaceState(null, "", location.pathname + location.search + view);
    }
    last = view;
    if (!state.fitted) return;
    clearTimeout(pause);
    pause = setTimeout(() => renew().catch(quiet), 180);
  });

  map.ground.onto(() => {
    giveSigns(map);
    for (const id of ["areas", "area-middles", "asked", "incidents"]) map.addSource(id, { type: "geojson", data: collection([]) });
    layers(colours()).forEach((layer) => map.addLayer(layer));
    draw();
  });

  // The map's frame cuts a card off: the map gives way.
  function reveal(opened) {
    const [frame, box] = [element, opened].map((one) => one.getBoundingClientRect());
    const off = (from, to, least, most) => Math.min(0, from - least) + Math.max(0, to - most);
    const by = [off(box.left, box.right, frame.left + SPARE, frame.right - SPARE), off(box.top, box.bottom, frame.top + SPARE, frame.bottom - SPARE)];
    if (by.some(Boolean)) map.panBy(by, { duration: movement(250) }, { ours: true });
  }

  const tools = makeAreaTools(map, desk);
  map.on("click", async (event) => {
    if (tools.drawing()) return;
    const hits = map.queryRenderedFeatures(event.point, { layers: ANSWERING }).sort((a, b) => ANSWERING.indexOf(a.layer.id) - ANSWERING.indexOf(b.layer.id));
    const [feature, ...under] = [...new Set(hits.map((hit) => hit.properties.key))].map((key) => [...state.signs, ...state.grounds].find(({ properties: p }) => p.key === key)).filter(Boolean);
    if (!feature) return;
    const [w, s, e, n] = feature.properties.box ?? [0, 0, 0, 0];
    if (feature.properties.kind === "cluster" && (e - w > 1e-6 || n - s > 1e-6) && map.getZoom() < map.getMaxZoom() - 0.5) {
      map.fitBounds([[w, s], [e, n]], { padding: 70, maxZoom: Math.max(map.getZoom() + 1.2, 12), duration: movement(500) });
      return;
    }
    // Areas lie over one another: a click means all of them.
    const isArea = feature.properties.kind === "area";
    const cards = document.createElement("div");
    cards.className = "cards";
    cards.append(...(await Promise.all([feature, ...(isArea ? under : [])].map(({ properties }) => card(properties, desk)))));
    popup.setLngLat(isArea ? event.lngLat : feature.geometry.coordinates).setDOMContent(cards).addTo(map);
    reveal(popup.getElement());
  });
  map.on("mousemove", (event) => {
    const over = !tools.drawing() && map.queryRenderedFeatures(event.point, { layers: ANSWERING }).length;
    map.getCanvas().style.cursor = tools.drawing() ? "crosshair" : over ? "pointer" : "";
  });
  for (const button of document.querySelectorAll("[data-colour]")) {
    button.addEventListener("click", () => {
      state.colouring = button.dataset.colour;
      for (const other of document.querySelectorAll("[data-colour]")) other.setAttribute("aria-pressed", String(other === button));
      draw();
      tell();
    });
  }
  return { show };
}

// What a newer view has overtaken is no failure.
function quiet(error) {
  if (error.name !== "AbortError") throw error;
}
