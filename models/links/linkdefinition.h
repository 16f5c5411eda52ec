// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/decoding/decoderdefinition.h"
#include "models/links/transportsettings.h"

namespace desk {

// A link as it is kept: where bytes come from and what they mean. Plain value.
struct LinkDefinition
{
    std::string id;   // 1 to 64 of a-z 0-9 _ - .; stands in addresses and files
    std::string name; // for people
    bool enabled = true;
    TransportSettings transport;
    DecoderDefinition decoder;
    // Node of records that name none; empty = decoder.node. {origin} stands for peer, topic or file,
    // {origin.2} for its second part between slashes; what no name may have becomes _.
    std::string node;

    bool operator==(const LinkDefinition &) const = default;
};

// Everything a link needs is there and makes sense. Errors have the JSON pointer as field
// ("/transport/baud") and in their message.
Result<void> checkLink(const LinkDefinition &definition);

// As files and the API have it. Unknown members, wrong types and values are refused; the error's field is the
// JSON pointer, its offset the byte where the text is no JSON.
Result<LinkDefinition> parseLink(std::string_view json);
// What parseLink() reads back to an equal value.
std::string linkJson(const LinkDefinition &definition);

// The node that an origin's records belong to.
std::string linkNode(const LinkDefinition &definition, std::string_view origin);

// The file of a data folder's links: {"links": [ … ]}. Errors name the link by its place:
// "/links/2/transport/…".
Result<std::vector<LinkDefinition>> parseLinks(std::string_view json);
std::string linksJson(const std::vector<LinkDefinition> &links);

} // namespace desk
