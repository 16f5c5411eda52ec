// SPDX-License-Identifier: GPL-3.0-or-later
// Renders /openapi.json of this server. Text only ever becomes text nodes; nothing is fetched from elsewhere.
"use strict";

const methods = ["get", "post", "put", "delete"];

function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes))
        made.setAttribute(key, value);
    made.append(...children.filter(child => child !== null && child !== ""));
    return made;
}

// `code` in a description becomes <code>; empty lines part paragraphs.
function prose(text) {
    return (text || "").split("\n\n").filter(Boolean).map(part => {
        const pieces = part.split("`").map((piece, i) => i % 2 ? element("code", {}, piece) : piece);
        return element("p", {}, ...pieces);
    });
}

function resolver(document_) {
    return function resolve(node) {
        const seen = new Set();
        while (node && node.$ref && !seen.has(node.$ref)) {
            seen.add(node.$ref);
            node = node.$ref.slice(2).split("/").reduce((at, key) => at && at[key], document_);
        }
        return node || {};
    };
}

function typeOf(schema, resolve) {
    const name = schema.$ref ? schema.$ref.split("/").pop() : "";
    const real = resolve(schema);
    if (real.const !== undefined)
        return JSON.stringify(real.const);
    if (real.enum)
        return real.enum.map(value => JSON.stringify(value)).join(" | ");
    if (real.type === "array")
        return typeOf(real.items || {}, resolve) + "[]";
    if (real.oneOf)
        return name || real.oneOf.map(each => typeOf(each, resolve)).join(" | ");
    const type = Array.isArray(real.type) ? real.type.join(" | ") : real.type || "any";
    return name && type === "object" ? name : type + (real.format ? ` (${real.format})` : "");
}

function limits(schema) {
    const words = [];
    for (const [key, sign] of [["minimum", "≥"], ["maximum", "≤"], ["exclusiveMinimum", ">"], ["maxLength", "length ≤"]])
        if (schema[key] !== undefined)
            words.push(`${sign} ${schema[key]}`);
    if (schema.default !== undefined)
        words.push(`default ${JSON.stringify(schema.default)}`);
    if (schema.pattern)
        words.push(schema.pattern);
    return words.join(", ");
}

function row(name, required, type, schema, description) {
    const words = element("td", {}, ...prose(description));
    const bounds = limits(schema);
    if (bounds)
        words.append(element("div", {class: "dim"}, bounds));
    return element("tr", {}, element("td", {}, element("code", {}, name), required ? " *" : ""),
                   element("td", {class: "dim"}, type), words);
}

function table(head, rows) {
    return element("table", {}, element("thead", {}, element("tr", {}, ...head.map(word => element("th", {}, word)))),
                   element("tbody", {}, ...rows));
}

function fields(schema, resolve) {
    let real = resolve(schema);
    if (real.type === "array")
        real = resolve(real.items || {});
    const parts = [real, ...(real.allOf || []).map(resolve)];
    const rows = [];
    for (const part of parts)
        for (const [name, member] of Object.entries(part.properties || {}))
            rows.push(row(name, (part.required || []).includes(name), typeOf(member, resolve), resolve(member),
                          member.description || resolve(member).description));
    return rows.length ? table(["field (* required)", "type", ""], rows) : null;
}

function bodies(content, resolve) {
    const parts = [];
    for (const [type, media] of Object.entries(content || {})) {
        parts.push(element("div", {class: "dim"}, type));
        const members = fields(media.schema || {}, resolve);
        if (members)
            parts.push(members);
        if (media.example !== undefined)
            parts.push(element("pre", {tabindex: "0"}, typeof media.example === "string"
                ? media.example : JSON.stringify(media.example, null, 2)));
    }
    return parts;
}

function security(operation) {
    const wishes = operation.security || [];
    if (wishes.length === 0)
        return "No token needed.";
    const scope = operation["x-required-scope"] ? ` with scope ${operation["x-required-scope"]}` : "";
    return wishes.some(wish => Object.keys(wish).length === 0)
        ? `On loopback no token is needed; elsewhere one${scope}.` : `Needs a token${scope}.`;
}

function article(path, method, operation, resolve) {
    const inside = element("div", {class: "inside"}, ...prose(operation.description),
                           element("p", {class: "dim"}, security(operation)));
    const parameters = (operation.parameters || []).map(resolve);
    if (parameters.length)
        inside.append(element("h4", {}, "Parameters"), table(["name (* required)", "in", ""], parameters.map(
            each => row(each.name, each.required, `${each.in}, ${typeOf(each.schema || {}, resolve)}`,
                        resolve(each.schema || {}), each.description))));
    if (operation.requestBody) {
        const body = resolve(operation.requestBody);
        inside.append(element("h4", {}, "Body"), ...prose(body.description), ...bodies(body.content, resolve));
    }
    inside.append(element("h4", {}, "Answers"));
    for (const [status, answer] of Object.entries(operation.responses || {})) {
        const real = resolve(answer);
        const headers = Object.entries(real.headers || {}).map(([name, header]) =>
            row(name, false, "header", resolve(resolve(header).schema || {}), resolve(header).description));
        inside.append(element("details", {}, element("summary", {}, element("b", {}, status),
                                                     element("span", {class: "words"}, real.description || "")),
                              ...(headers.length ? [table(["header", "", ""], headers)] : []),
                              ...bodies(real.content, resolve)));
    }
    const made = element("article", {id: operation.operationId}, element("details", {},
        element("summary", {}, element("span", {class: `method ${method}`}, method.toUpperCase()),
                element("span", {class: "path"}, path), element("span", {class: "words"}, operation.summary || "")),
        inside));
    made.dataset.text = `${method} ${path} ${made.textContent}`.toLowerCase();
    return made;
}

function render(api) {
    const resolve = resolver(api);
    const main = document.getElementById("main");
    const contents = document.getElementById("contents");
    document.getElementById("title").textContent = `${api.info.title} ${api.info.version}`;
    main.replaceChildren(...prose(api.info.description));
    for (const tag of api.tags || []) {
        const section = element("section", {}, element("h2", {}, tag.name), ...prose(tag.description));
        const group = element("div", {}, element("b", {}, tag.name));
        for (const [path, item] of Object.entries(api.paths))
            for (const method of methods.filter(each => item[each] && item[each].tags.includes(tag.name))) {
                section.append(article(path, method, item[method], resolve));
                group.append(element("a", {href: `#${item[method].operationId}`, "data-of": item[method].operationId},
                                     element("span", {class: method}, method.toUpperCase()), ` ${path}`));
            }
        main.append(section);
        contents.append(group);
    }
    main.append(element("p", {id: "nothing", hidden: ""}, "Nothing matches."));
    const open = () => {
        const wanted = document.getElementById(location.hash.slice(1));
        const details = wanted && wanted.querySelector("details");
        if (details)
            details.open = true;
    };
    addEventListener("hashchange", open);
    open();
}

function filter(words) {
    const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const each of document.querySelectorAll("article")) {
        each.hidden = !wanted.every(word => each.dataset.text.includes(word));
        found += each.hidden ? 0 : 1;
        const link = document.querySelector(`a[data-of="${each.id}"]`);
        link.hidden = each.hidden;
    }
    for (const section of document.querySelectorAll("section"))
        section.hidden = !section.querySelector("article:not([hidden])");
    for (const group of document.querySelectorAll("#contents > div"))
        group.hidden = !group.querySelector("a:not([hidden])");
    document.getElementById("nothing").hidden = found > 0;
}

const search = document.getElementById("search");
search.addEventListener("input", () => filter(search.value));
addEventListener("keydown", event => {
    if (event.key === "/" && document.activeElement !== search) {
        event.preventDefault();
        search.focus();
    }
});
fetch("/openapi.json").then(answer => answer.json()).then(render).catch(error => {
    document.getElementById("state").textContent = `openapi.json could not be read: ${error.message}`;
});
