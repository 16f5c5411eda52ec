// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/xtcedatabase.h"
#include "models/decoding/xtcereader_p.h"

#include "models/decoding/textvalue.h"

#include <algorithm>

namespace desk {
namespace {

constexpr std::size_t mostParameters = 20'000;
constexpr std::size_t mostContainers = 20'000;

const std::vector<XmlElement> &childrenOf(const XmlElement *element)
{
    static const std::vector<XmlElement> none;
    return element ? element->children : none;
}

// Reads in three rounds: types, then parameters and the names of containers, then what is in containers.
class XtceReader
{
public:
    explicit XtceReader(XtceDatabase &database)
        : m_database(database)
    {
    }

    Result<void> read(const XmlElement &root)
    {
        if (root.name != "SpaceSystem")
            return wrongXml(root, "an XTCE document begins with a SpaceSystem", ErrorCode::parseError);
        if (auto types = readTypes(root, {}); !types)
            return types;
        if (auto names = readNames(root, {}); !names)
            return names;
        for (const auto &[element, system] : m_containerElements) {
            if (auto container = readContainer(*element, system); !container)
                return container;
        }
        m_heights.resize(m_database.containers.size(), unknownHeight);
        for (std::size_t i = 0; i < m_database.containers.size(); ++i) {
            if (heightOf(i, 0) > deepestContainer)
                return wrongXml(*m_containerElements[i].first,
                                "containers lead to one another more than 16 deep, or in a circle");
        }
        return {};
    }

private:
    static std::string systemOf(const XmlElement &element, const std::string &parent)
    {
        return parent + '/' + element.attributeOr("name", "");
    }

    Result<void> readTypes(const XmlElement &system, const std::string &parent)
    {
        const std::string path = systemOf(system, parent);
        if (const XmlElement *telemetry = system.child("TelemetryMetaData")) {
            for (const XmlElement &type : childrenOf(telemetry->child("ParameterTypeSet"))) {
                if (!isXtceType(type.name)) {
                    m_database.notes.push_back("line " + std::to_string(type.line) + ": " +
                                               printableText(type.name) +
                                               " is left out; parameters of it are refused");
                    continue;
                }
                auto made = readXtceType(type, m_database.notes);
                if (!made)
                    return tl::unexpected(made.error());
                if (!m_types.add(path, type.attributeOr("name", ""), *std::move(made)))
                    return wrongXml(type, "a type of this name is there already");
            }
        }
        for (const char *const left : {"CommandMetaData", "ServiceSet"}) {
            if (system.child(left))
                m_database.notes.push_back(printableText(path) + ": " + left + " is left out");
        }
        for (const XmlElement &sub : system.children) {
            if (sub.name != "SpaceSystem")
                continue;
            if (auto read = readTypes(sub, path); !read)
                return read;
        }
        return {};
    }

    Result<void> readNames(const XmlElement &system, const std::string &parent)
    {
        const std::string path = systemOf(system, parent);
        const XmlElement *const telemetry = system.child("TelemetryMetaData");
        if (const XmlElement *set = telemetry ? telemetry->child("ParameterSet") : nullptr) {
            for (const XmlElement &parameter : set->children) {
                if (parameter.name != "Parameter")
                    continue;
                if (auto read = readParameter(parameter, path); !read)
                    return read;
            }
        }
        if (const XmlElement *set = telemetry ? telemetry->child("ContainerSet") : nullptr) {
            for (const XmlElement &container : set->children) {
                if (container.name != "SequenceContainer")
                    continue;
                const std::string name = container.attributeOr("name", "");
                if (m_database.containers.size() >= mostContainers)
                    return wrongXml(container, "the document has more than 20000 containers",
                                    ErrorCode::tooLarge);
                if (name.empty() || !m_containers.add(path, name, m_database.containers.size()))
                    return wrongXml(container, "a name of its own is expected");
                XtceContainer &made = m_database.containers.emplace_back();
                made.path = path + '/' + name;
                made.isAbstract = container.attributeOr("abstract", "false") == "true";
                m_containerElements.emplace_back(&container, path);
            }
        }
        for (const XmlElement &sub : system.children) {
            if (sub.name != "SpaceSystem")
                continue;
            if (auto read = readNames(sub, path); !read)
                return read;
        }
        return {};
    }

    Result<void> readParameter(const XmlElement &element, const std::string &system)
    {
        const std::string name = element.attributeOr("name", "");
        const std::string typeName = element.attributeOr("parameterTypeRef", "");
        const XtceParameter *const type = m_types.find(system, typeName);
        if (!type)
            return wrongXml(element,
                            "the type " + quotedText(typeName) +
                                " is not in the document, or of a kind that is "
                                "not read",
                            ErrorCode::notFound);
        if (m_database.parameters.size() >= mostParameters)
            return wrongXml(element, "the document has more than 20000 parameters", ErrorCode::tooLarge);
        if (name.empty() || !m_parameters.add(system, name, m_database.parameters.size()))
            return wrongXml(element, "a name of its own is expected");
        XtceParameter &made = m_database.parameters.emplace_back(*type);
        made.path = system + '/' + name;
        made.field.name = name;
        made.field.source = made.path;
        if (const std::string *description = element.attribute("shortDescription"))
            made.field.description = description->substr(0, 1024);
        return {};
    }

    Result<void> readContainer(const XmlElement &element, const std::string &system)
    {
        const std::size_t index = m_next++;
        XtceContainer made = std::move(m_database.containers[index]);
        if (const XmlElement *base = element.child("BaseContainer")) {
            const std::string reference = base->attributeOr("containerRef", "");
            const std::size_t *const found = m_containers.find(system, reference);
            if (!found)
                return wrongXml(*base, "the container " + quotedText(reference) + " is not in the document",
                                ErrorCode::notFound);
            made.base = *found;
            if (const XmlElement *criteria = base->child("RestrictionCriteria")) {
                if (auto read = readComparisons(*criteria, system, made.restriction); !read)
                    return read;
            }
        }
        for (const XmlElement &entry : childrenOf(element.child("EntryList"))) {
            if (auto read = readEntry(entry, system, made); !read)
                return read;
        }
        if (element.child("BinaryEncoding"))
            m_database.notes.push_back("line " + std::to_string(element.line) +
                                       ": the container's own size is left out");
        const auto base = made.base;
        // Heirs that were read before have been entered already.
        made.heirs = std::move(m_database.containers[index].heirs);
        m_database.containers[index] = std::move(made);
        if (base)
            m_database.containers[*base].heirs.push_back(index);
        return {};
    }

    Result<void> readEntry(const XmlElement &element, const std::string &system, XtceContainer &container)
    {
        XtceEntry entry;
        entry.isContainer = element.name == "ContainerRefEntry";
        if (!entry.isContainer && element.name != "ParameterRefEntry")
            return wrongXml(element,
                            "a ParameterRefEntry or ContainerRefEntry is expected; others are not read",
                            ErrorCode::unsupported);
        const std::string reference =
            element.attributeOr(entry.isContainer ? "containerRef" : "parameterRef", "");
        const std::size_t *const found =
            entry.isContainer ? m_containers.find(system, reference) : m_parameters.find(system, reference);
        if (!found)
            return wrongXml(element, quotedText(reference) + " is not in the document", ErrorCode::notFound);
        entry.index = *found;
        if (element.child("RepeatEntry"))
            return wrongXml(element, "repeated entries are not read", ErrorCode::unsupported);
        if (const XmlElement *location = element.child("LocationInContainerInBits")) {
            const std::string from = location->attributeOr("referenceLocation", "previousEntry");
            const XmlElement *const value = location->child("FixedValue");
            if ((from != "previousEntry" && from != "containerStart") || !value)
                return wrongXml(
                    *location,
                    "a FixedValue from previousEntry or containerStart is expected; others are not read",
                    ErrorCode::unsupported);
            const auto bits = xmlInteger(*value, value->text, -mostLocation, mostLocation);
            if (!bits)
                return tl::unexpected(bits.error());
            entry.from = from == "containerStart" ? XtceEntry::From::start : XtceEntry::From::previous;
            entry.bits = *bits;
        }
        if (const XmlElement *condition = element.child("IncludeCondition")) {
            if (auto read = readComparisons(*condition, system, entry.condition); !read)
                return read;
        }
        container.entries.push_back(std::move(entry));
        return {};
    }

    Result<void> readComparisons(const XmlElement &criteria, const std::string &system,
                                 std::vector<XtceComparison> &all)
    {
        const XmlElement *const list = criteria.child("ComparisonList");
        for (const XmlElement &element : (list ? *list : criteria).children) {
            if (element.name != "Comparison")
                return wrongXml(element, "a Comparison or ComparisonList is expected; others are not read",
                                ErrorCode::unsupported);
            const std::string reference = element.attributeOr("parameterRef", "");
            const std::size_t *const parameter = m_parameters.find(system, reference);
            if (!parameter)
                return wrongXml(element, "the parameter " + quotedText(reference) + " is not in the document",
                                ErrorCode::notFound);
            constexpr std::pair<std::string_view, XtceOperator> operators[] = {
                {"==", XtceOperator::equal},  {"!=", XtceOperator::unequal},
                {"<", XtceOperator::less},    {"<=", XtceOperator::lessOrEqual},
                {">", XtceOperator::greater}, {">=", XtceOperator::greaterOrEqual}};
            const std::string sign = element.attributeOr("comparisonOperator", "==");
            const auto *const known = std::find_if(std::begin(operators), std::end(operators),
                                                   [&](const auto &one) { return one.first == sign; });
            if (known == std::end(operators))
                return wrongXml(element, "one of == != < <= > >= is expected, found " + quotedText(sign));
            XtceComparison made;
            made.parameter = *parameter;
            made.is = known->second;
            made.text = element.attributeOr("value", "");
            const DecodedValue value = valueOfText(made.text);
            made.number = value.kind == DecodedValue::Kind::text ? std::nullopt : value.toNumber();
            made.calibrated = element.attributeOr("useCalibratedValue", "true") == "true";
            all.push_back(std::move(made));
        }
        return {};
    }

    // How deep bases and containers in containers lead; more than is allowed for a circle.
    int heightOf(std::size_t index, int depth)
    {
        if (m_heights[index] != unknownHeight)
            return m_heights[index];
        if (depth > deepestContainer)
            return deepestContainer + 1;
        m_heights[index] = deepestContainer + 1; // until it is known: whoever comes back to it is in a circle
        const XtceContainer &container = m_database.containers[index];
        int height = container.base ? 1 + heightOf(*container.base, depth + 1) : 0;
        for (const XtceEntry &entry : container.entries) {
            if (entry.isContainer)
                height = std::max(height, 1 + heightOf(entry.index, depth + 1));
        }
        return m_heights[index] = height;
    }

    static constexpr std::int64_t mostLocation = 65'536 * 8;
    static constexpr int deepestContainer = 16;
    XtceDatabase &m_database;
    XtceNames<XtceParameter> m_types;
    XtceNames<std::size_t> m_parameters;
    XtceNames<std::size_t> m_containers;
    std::vector<std::pair<const XmlElement *, std::string>> m_containerElements;
    std::size_t m_next = 0;
    static constexpr int unknownHeight = -1;
    std::vector<int> m_heights; // by container
};

} // namespace

Result<XtceDatabase> XtceDatabase::parse(std::string_view document)
{
    const auto root = parseXml(document);
    if (!root)
        return tl::unexpected(root.error());
    XtceDatabase database;
    if (auto read = XtceReader(database).read(*root); !read)
        return tl::unexpected(read.error());
    return database;
}

Result<std::size_t> XtceDatabase::root(const std::string &name) const
{
    std::vector<std::size_t> roots;
    std::vector<std::size_t> heads;
    for (std::size_t i = 0; i < containers.size(); ++i) {
        const XtceContainer &one = containers[i];
        if (!name.empty() && (one.path == name || one.path.ends_with('/' + name)))
            return i;
        if (!one.base)
            roots.push_back(i);
        if (!one.base && !one.heirs.empty())
            heads.push_back(i);
    }
    if (name.empty() && heads.size() == 1)
        return heads.front();
    if (name.empty() && roots.size() == 1)
        return roots.front();
    std::string list;
    for (std::size_t i = 0; i < roots.size() && i < 10; ++i)
        list.append(list.empty() ? "" : ", ").append(containers[roots[i]].path);
    return failure(
        ErrorCode::notFound,
        (name.empty() ? std::string("the document has no single container with which packets begin; name one")
                      : "the container " + quotedText(name) + " is not in the document") +
            (list.empty() ? "" : "; there are " + list),
        "/decoder/container");
}

} // namespace desk
