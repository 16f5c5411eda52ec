// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/decoding/framingdefinition.h"
#include "models/telemetry/result.h"

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <span>
#include <type_traits>
#include <vector>

namespace desk {

// The members of a definition are listed once (decoderdefinitionjson.cpp), with a reader or a writer as the
// visitor. Inside models/decoding only.

template <class Enum>
struct DefinitionWord
{
    std::string_view word;
    Enum value;
};

// Reads a JSON object member by member; the first thing that is wrong is kept, with its path.
class DefinitionReader
{
public:
    static constexpr bool reads = true;

    DefinitionReader(const nlohmann::json &object, std::string path, std::optional<Error> &error);

    void text(const char *name, std::string &value, const std::string &fallback);
    void character(const char *name, char &value, char fallback);
    // A text, or "hex:0d 0a".
    void bytes(const char *name, std::string &value, const std::string &fallback);
    void boolean(const char *name, bool &value, bool fallback);
    void number(const char *name, double &value, double fallback);
    template <class Integer>
    void integer(const char *name, Integer &value, Integer)
    {
        const auto *member = find(name);
        if (!member)
            return;
        std::int64_t read = 0;
        if (!readInteger(*member, name, static_cast<std::int64_t>(std::numeric_limits<Integer>::min()),
                         static_cast<std::int64_t>(std::min<std::uintmax_t>(
                             static_cast<std::uintmax_t>(std::numeric_limits<Integer>::max()), INT64_MAX)),
                         read))
            return;
        value = static_cast<Integer>(read);
    }
    template <class Enum>
    void word(const char *name, Enum &value, Enum, std::span<const DefinitionWord<Enum>> words)
    {
        std::string found;
        text(name, found, {});
        if (!find(name) || m_error)
            return;
        std::string list;
        for (const auto &one : words) {
            if (one.word == found) {
                value = one.value;
                return;
            }
            list.append(list.empty() ? "" : ", ").append(one.word);
        }
        refuse(name, "one of " + list + " is expected");
    }
    template <class Visit>
    void object(const char *name, Visit &&visit)
    {
        const auto *member = find(name);
        if (!member)
            return;
        if (!member->is_object()) {
            refuse(name, "an object {…} is expected");
            return;
        }
        DefinitionReader inner(*member, m_path + '/' + name, m_error);
        visit(inner);
        inner.refuseUnknown();
    }
    template <class Value, class Visit>
    void list(const char *name, std::vector<Value> &values, Visit &&visit)
    {
        const auto *member = find(name);
        if (!member)
            return;
        if (!member->is_array() || member->size() > longestList) {
            refuse(name, "an array […] of at most 4096 is expected");
            return;
        }
        values.clear();
        for (const auto &element : *member) {
            const std::string at = std::string(name) + '/' + std::to_string(values.size());
            visit(*this, element, at, values.emplace_back());
            if (m_error)
                return;
        }
    }
    // An element of a list that is an object.
    template <class Visit>
    void element(const nlohmann::json &json, const std::string &at, Visit &&visit)
    {
        if (!json.is_object()) {
            refuse(at, "an object {…} is expected");
            return;
        }
        DefinitionReader inner(json, m_path + '/' + at, m_error);
        visit(inner);
        inner.refuseUnknown();
    }

    // The member, remembered as known.
    const nlohmann::json *find(const char *name);
    void refuse(const std::string &member, const std::string &what);
    // Members that nobody asked for.
    void refuseUnknown();
    [[nodiscard]] bool failed() const { return m_error.has_value(); }

private:
    static constexpr std::size_t longestList = 4096;
    bool readInteger(const nlohmann::json &member, const std::string &name, std::int64_t least,
                     std::int64_t most, std::int64_t &value);

    const nlohmann::json &m_object;
    std::string m_path;
    std::optional<Error> &m_error;
    std::set<std::string, std::less<>> m_known;
};

// Writes what differs from the fallback.
class DefinitionWriter
{
public:
    static constexpr bool reads = false;

    explicit DefinitionWriter(nlohmann::ordered_json &object)
        : m_object(object)
    {
    }
    void text(const char *name, const std::string &value, const std::string &fallback)
    {
        set(name, value, fallback);
    }
    void character(const char *name, char value, char fallback)
    {
        set(name, std::string(1, value), std::string(1, fallback));
    }
    void bytes(const char *name, const std::string &value, const std::string &fallback);
    void boolean(const char *name, bool value, bool fallback) { set(name, value, fallback); }
    void number(const char *name, double value, double fallback)
    {
        if (!std::isnan(value))
            set(name, value, fallback);
    }
    template <class Integer>
    void integer(const char *name, Integer value, Integer fallback)
    {
        set(name, value, fallback);
    }
    template <class Enum>
    void word(const char *name, Enum value, Enum fallback, std::span<const DefinitionWord<Enum>> words)
    {
        for (const auto &one : words) {
            if (one.value == value && value != fallback)
                m_object[name] = one.word;
        }
    }
    template <class Visit>
    void object(const char *name, Visit &&visit)
    {
        nlohmann::ordered_json inner = nlohmann::ordered_json::object();
        DefinitionWriter writer(inner);
        visit(writer);
        if (!inner.empty())
            m_object[name] = std::move(inner);
    }
    [[nodiscard]] nlohmann::ordered_json &json() { return m_object; }

private:
    template <class Value>
    void set(const char *name, const Value &value, const Value &fallback)
    {
        if (value != fallback)
            m_object[name] = value;
    }

    nlohmann::ordered_json &m_object;
};

} // namespace desk
