// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/xmltree.h"

#include <expat.h>
#include <memory>

namespace desk {
namespace {

constexpr std::size_t deepestElement = 64;
constexpr std::size_t mostElements = 500'000;

std::string localName(std::string_view name)
{
    return std::string(name.substr(name.rfind(':') + 1)); // npos + 1 is 0
}

// Expat's callbacks. The tree is built on a stack: an element is moved to its parent when it ends.
struct TreeBuilder
{
    XML_Parser parser = nullptr;
    std::vector<XmlElement> open;
    XmlElement root;
    std::size_t elements = 0;
    std::string refusal;

    void refuse(const char *why)
    {
        refusal = why;
        XML_StopParser(parser, XML_FALSE);
    }

    static void start(void *self, const XML_Char *name, const XML_Char **attributes)
    {
        auto &tree = *static_cast<TreeBuilder *>(self);
        if (tree.open.size() >= deepestElement)
            return tree.refuse("elements are nested more than 64 deep");
        if (++tree.elements > mostElements)
            return tree.refuse("the document has more than 500000 elements");
        XmlElement &made = tree.open.emplace_back();
        made.name = localName(name);
        made.line = static_cast<std::int64_t>(XML_GetCurrentLineNumber(tree.parser));
        made.offset = static_cast<std::int64_t>(XML_GetCurrentByteIndex(tree.parser));
        for (; *attributes; attributes += 2)
            made.attributes.emplace_back(localName(attributes[0]), attributes[1]);
    }
    static void end(void *self, const XML_Char *)
    {
        auto &tree = *static_cast<TreeBuilder *>(self);
        if (tree.open.empty())
            return;
        XmlElement done = std::move(tree.open.back());
        tree.open.pop_back();
        (tree.open.empty() ? tree.root : tree.open.back().children.emplace_back()) = std::move(done);
    }
    static void text(void *self, const XML_Char *text, int length)
    {
        auto &tree = *static_cast<TreeBuilder *>(self);
        if (!tree.open.empty())
            tree.open.back().text.append(text, static_cast<std::size_t>(length));
    }
    static void doctype(void *self, const XML_Char *, const XML_Char *, const XML_Char *, int)
    {
        static_cast<TreeBuilder *>(self)->refuse("a document type declaration (<!DOCTYPE …>) is not read "
                                                 "here, for safety; take it out of the document");
    }
};

} // namespace

const XmlElement *XmlElement::child(std::string_view wanted) const
{
    for (const XmlElement &one : children) {
        if (one.name == wanted)
            return &one;
    }
    return nullptr;
}

const std::string *XmlElement::attribute(std::string_view wanted) const
{
    for (const auto &[key, value] : attributes) {
        if (key == wanted)
            return &value;
    }
    return nullptr;
}

std::string XmlElement::attributeOr(std::string_view wanted, std::string fallback) const
{
    const std::string *const value = attribute(wanted);
    return value ? *value : std::move(fallback);
}

Result<XmlElement> parseXml(std::string_view document)
{
    constexpr std::size_t largest = std::size_t{16} << 20U;
    if (document.size() > largest)
        return failure(ErrorCode::tooLarge, "an XML document has at most 16 MiB");
    const std::unique_ptr<std::remove_pointer_t<XML_Parser>, decltype(&XML_ParserFree)> parser(
        XML_ParserCreate(nullptr), &XML_ParserFree);
    TreeBuilder tree;
    tree.parser = parser.get();
    XML_SetUserData(parser.get(), &tree);
    XML_SetElementHandler(parser.get(), TreeBuilder::start, TreeBuilder::end);
    XML_SetCharacterDataHandler(parser.get(), TreeBuilder::text);
    XML_SetStartDoctypeDeclHandler(parser.get(), TreeBuilder::doctype);
    if (XML_Parse(parser.get(), document.data(), static_cast<int>(document.size()), 1) == XML_STATUS_OK)
        return std::move(tree.root);
    const auto line = static_cast<std::int64_t>(XML_GetCurrentLineNumber(parser.get()));
    const std::string why = tree.refusal.empty() ? std::string("this is no well-formed XML: ") +
                                                       XML_ErrorString(XML_GetErrorCode(parser.get()))
                                                 : tree.refusal;
    return failure(ErrorCode::parseError, "line " + std::to_string(line) + ": " + why, {},
                   static_cast<std::int64_t>(XML_GetCurrentByteIndex(parser.get())), line);
}

} // namespace desk
