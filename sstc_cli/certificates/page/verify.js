"use strict";
// Checks codes of certificates with WebCrypto. `page.py` describes the data.
const data = JSON.parse(document.getElementById("data").textContent);
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const PREFIX = "SSTC1:", SIGNATURE = 64, SERIAL = 8;
const MOST = { code: 2000, name: 90, webinars: 200, day: 100000 };
const $ = id => document.getElementById(id);
let words = data.languages.en.words, language = "en", shown = null;

const hex = bytes => Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");
const unhex = text => Uint8Array.from(text.match(/../g), pair => parseInt(pair, 16));
const refuse = () => { throw new RangeError("not a code"); };

// The text of a code, without line ends; `_` stands for a space where people copy it.
function found(text) {
  const start = text.indexOf(PREFIX);
  if (start < 0) return null;
  const joined = text.slice(start, start + 3 * MOST.code).replace(/[ \t]*[\r\n]+[ \t]*/g, "");
  const match = /^SSTC1:[0-9A-Z $%*+\-./:_]+/.exec(joined);
  return match && match[0].replace(/_/g, " ").replace(/ +$/, "");
}

function decode45(text) {
  const bytes = [];
  for (let at = 0; at < text.length; at += 3) {
    const part = text.slice(at, at + 3), size = part.length - 1;
    let number = 0;
    for (let place = size; place >= 0; place--) {
      const value = ALPHABET.indexOf(part[place]);
      if (value < 0) refuse();
      number = number * 45 + value;
    }
    if (!size || number >= 256 ** size) refuse();
    if (size === 2) bytes.push(number >> 8);
    bytes.push(number & 255);
  }
  return Uint8Array.from(bytes);
}

// The canonical form of CBOR only (RFC 8949, 4.2.1): numbers, bytes, text, arrays, maps.
function decodeCbor(bytes) {
  let at = 0;
  const take = count => {
    if (at + count > bytes.length) refuse();
    return bytes.subarray(at, at += count);
  };
  const head = () => {
    const first = take(1)[0], kind = first >> 5, number = first & 31;
    if (number < 24) return [kind, number];
    if (number > 26) refuse();
    const size = 1 << (number - 24);
    const value = take(size).reduce((sum, byte) => sum * 256 + byte, 0);
    if (value < [24, 256, 65536][number - 24]) refuse();
    return [kind, value];
  };
  const item = depth => {
    const [kind, number] = head();
    if (kind === 0) return number;
    if (kind === 2) return take(number);
    if (kind === 3) return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(take(number));
    if (depth > 2 || number > bytes.length) refuse();
    if (kind === 4) return Array.from({ length: number }, () => item(depth + 1));
    if (kind !== 5) refuse();
    const map = new Map();
    for (let last = -1, left = number; left; left--) {
      const key = item(depth + 1);
      if (typeof key !== "number" || key <= last) refuse();
      map.set(last = key, item(depth + 1));
    }
    return map;
  };
  const value = item(0);
  if (at !== bytes.length) refuse();
  return value;
}

function claimsIn(bytes) {
  const map = decodeCbor(bytes), whole = Number.isInteger;
  if (!(map instanceof Map) || [...map.keys()].join() !== "1,2,3,4,5,6") refuse();
  const [kind, name, series, webinars, days, serial] = map.values();
  const rises = Array.isArray(webinars) && webinars.length && webinars.length <= MOST.webinars
    && webinars.every((number, at) => whole(number) && (!at || number > webinars[at - 1]));
  const dated = Array.isArray(days) && days.length === 2 && days.every(whole)
    && days[0] <= days[1] && days[1] <= MOST.day;
  const named = typeof name === "string" && name && Array.from(name).length <= MOST.name;
  const numbered = serial instanceof Uint8Array && serial.length === SERIAL;
  if (![0, 1].includes(kind) || !named || typeof series !== "string" || !rises || !dated || !numbered) refuse();
  return { kind, name, series, webinars, days, serial };
}

const imported = key => crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);

async function isSigned(key, signature, message) {
  return crypto.subtle.verify({ name: "Ed25519" }, await imported(key), signature, message);
}

// The first test of RFC 8032: an old browser knows no Ed25519.
async function isAble() {
  try {
    const key = unhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    const signature = unhex("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
      + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    return await isSigned(key, signature, new Uint8Array());
  } catch { return false; }
}

async function isRevoked(serial) {
  if (!data.salt) return false;
  const salted = new TextEncoder().encode(`sstc revoked ${data.salt} `);
  const digest = await crypto.subtle.digest("SHA-256", Uint8Array.from([...salted, ...serial]));
  return data.revoked.includes(hex(new Uint8Array(digest)).slice(0, 32));
}

// Returns what a code says and whether it is valid: a status, and perhaps claims.
async function check(code) {
  try {
    if (!code.startsWith(PREFIX) || code.length > MOST.code) refuse();
    const bytes = decode45(code.slice(PREFIX.length));
    if (bytes.length <= SIGNATURE) refuse();
    const signed = bytes.subarray(0, -SIGNATURE), signature = bytes.subarray(-SIGNATURE);
    const message = Uint8Array.from([...new TextEncoder().encode("SSTC1"), ...signed]);
    let genuine = false;
    for (const key of data.keys) genuine ||= await isSigned(unhex(key), signature, message);
    if (!genuine) refuse();
    const claims = claimsIn(signed);
    if (claims.series !== data.id) return { status: "other", claims };
    return { status: await isRevoked(claims.serial) ? "revoked" : "valid", claims };
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
    return { status: "forged" };
  }
}

function dateText(days) {
  const locale = (language === "en" ? "en-GB" : language) + "-u-ca-gregory-nu-latn";
  const form = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  const [first, last] = days.map(day => new Date(day * 86400000));
  return first < last ? form.formatRange(first, last) : form.format(first);
}

// An element with words of any direction, which do not turn those around them.
function node(name, text, look) {
  const made = document.createElement(name), inner = document.createElement("bdi");
  inner.textContent = text;
  made.append(inner);
  if (look) made.className = look;
  return made;
}

function listed(codes) {
  const list = document.createElement("ul"), place = document.createElement("dd");
  const known = codes.map(code => data.webinars[code] || { number: "?", titles: {} });
  for (const { number, titles } of known.sort((one, other) => one.number - other.number)) {
    const title = titles[language] || "";
    list.append(node("li", title ? `${number}. ${title}` : `${number}`));
  }
  place.append(list);
  return place;
}

function show(result) {
  shown = result;
  const box = $("result"), facts = $("facts"), said = result && result.claims;
  box.hidden = !result;
  facts.replaceChildren();
  facts.hidden = $("kind").hidden = !said;
  if (!result) return;
  box.className = result.status;
  $("verdict").textContent = (result.status === "valid" ? "✓ " : "✗ ") + (words[result.status] || words.forged);
  $("why").textContent = words[`${result.status}_text`] || result.why;
  if (!said) return;
  $("kind").textContent = said.kind ? words.completion : words.attendance;
  const pair = (term, value) => facts.append(node("dt", term), value);
  pair(words.name, node("dd", said.name, "name"));
  if (said.series === data.id) pair(words.webinars, listed(said.webinars));
  pair(words.date, node("dd", dateText(said.days)));
  pair(words.number, node("dd", hex(said.serial).toUpperCase().match(/.{4}/g).join("-")));
}

async function checkText(text) {
  const code = found(text);
  show(code ? await check(code) : { status: "empty", why: words.empty });
}

async function readPicture(file) {
  try {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    const codes = await detector.detect(await createImageBitmap(file));
    const text = codes.map(code => code.rawValue).find(value => value.startsWith(PREFIX));
    if (!text) throw new RangeError("no code");
    $("code").value = text.replace(/ /g, "_");
    await checkText(text);
  } catch { show({ status: "empty", why: words.not_found }); }
}

function speak(code) {
  language = code;
  const spoken = data.languages[code];
  words = spoken.words;
  document.documentElement.lang = code;
  document.documentElement.dir = spoken.direction;
  document.title = `${words.title} · ${spoken.series}`;
  for (const place of document.querySelectorAll("[data-word]")) place.textContent = words[place.dataset.word];
  $("series").textContent = spoken.series;
  $("organisers").textContent = spoken.organisers;
  $("known").textContent = words.known.replace("{count}", data.revoked.length);
  $("language").value = code;
  if (shown) show(shown.why ? null : shown);
}

$("language").addEventListener("change", event => speak(event.target.value));
$("form").addEventListener("submit", event => { event.preventDefault(); checkText($("code").value); });
$("picture").addEventListener("change", event => event.target.files[0] && readPicture(event.target.files[0]));
const preferred = (navigator.languages || []).map(code => code.split("-")[0]);
speak(preferred.find(code => code in data.languages) || "en");

// Some browsers name a detector that their system does not have.
async function readsPictures() {
  try { return (await BarcodeDetector.getSupportedFormats()).includes("qr_code"); } catch { return false; }
}

readsPictures().then(able => { $("pictures").hidden = !able; });
isAble().then(able => {
  $("unable").hidden = able;
  $("form").hidden = !able;
  const given = decodeURIComponent(location.hash.slice(1));
  if (able && given.startsWith(PREFIX)) { $("code").value = given.replace(/ /g, "_"); checkText(given); }
});
