// Times in one more zone, which the address keeps: #zone=Africa/Nairobi
(d => {
let s = d.getElementById("zone"), all = {}, o, mine,
old = {Asmera: "Asmara", Calcutta: "Kolkata", "Coral Harbour": "Atikokan", Enderbury: "Kanton", Faeroe: "Faroe", Godthab: "Nuuk", Katmandu: "Kathmandu", Kiev: "Kyiv", Ponape: "Pohnpei", Rangoon: "Yangon", Saigon: "Ho Chi Minh", Truk: "Chuuk"};
if (!s) return;
let data = s.dataset, lang = d.documentElement.lang,
city = z => (z = z.split("/").pop().replace(/_/g, " "), old[z] || z),
add = z => all[city(z)] || (s.add(o = new Option(city(z), z)), all[city(z)] = o),
local = (iso, z) => {
let t = new Date(iso), [day, time] = t.toLocaleString("sv", {timeZone: z}).split(" "), [h, m] = time.split(":"),
a = (new Date(day + "T" + time + "Z") - t) / 6e4, b = Math.abs(a);
return [day, /h/.test(data.hour) ? +h + " h" + (+m ? " " + m : "") : h + ":" + m,
"UTC" + (a < 0 ? "−" : "+") + (b / 60 | 0) + (b % 60 ? ":" + b % 60 : "")];
},
show = z => {
for (let e of d.querySelectorAll("time[data-end]")) {
let i = e.dateTime, a = local(i, z), b = local(e.dataset.end, z), l = e.nextElementSibling;
l.textContent = add(z).text + data.colon;
if (a[0] != i.slice(0, 10)) l.appendChild(d.createElement("b")).textContent =
new Date(i).toLocaleDateString(lang == "en" ? "en-GB" : lang, {timeZone: z, weekday: "short", day: "numeric", month: "short"}) + " ";
l.append(data.span.replace("{starts}", a[1]).replace("{ends}", b[1]) + (z == "UTC" ? "" : data.note.replace("*", a[2] + (a[2] == b[2] ? "" : " → " + b[2]))));
}
for (let e of d.querySelectorAll("main a,header a")) if (/l$/.test(e.pathname) && e.host == location.host && !/^#(?!zone=)/.test(e.hash)) e.hash = "zone=" + z;
},
go = () => {
let z = unescape(location.hash).split("zone=")[1] || mine,
own = timeZone => Intl.DateTimeFormat("en", {timeZone}).resolvedOptions().timeZone;
try { mine = own(z); if (z && z.toLowerCase() != mine.toLowerCase()) mine = z } catch { mine = own() }
add(mine).selected = true;
show(mine);
};
for (o of s) all[city(o.value)] = o;
Intl.supportedValuesOf?.("timeZone").map(add);
s.parentNode.hidden = false;
s.onchange = () => {
history.replaceState(0, "", "#zone=" + (mine = s.value));
show(mine);
d.querySelector("[role=status]").textContent = data.done.replace("{city}", add(s.value).text);
};
onhashchange = go;
go();
})(document);
