// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdio>
#include <optional>
#include <set>

namespace desk {

// Reads the members of one JSON object into a struct. The first thing that is wrong is kept; members nobody
// asked for are wrong too (see finish()).
class SettingsReader
{
public:
    SettingsReader(const nlohmann::json &object, std::string path);

    void text(const char *name, std::string &value);
    void texts(const char *name, std::vector<std::string> &value);
    void flag(const char *name, bool &value);
    // "0403": four hexadecimal digits.
    void hex(const char *name, std::optional<std::uint16_t> &value);
    void milliseconds(const char *name, std::chrono::milliseconds &value, std::int64_t least,
                      std::int64_t most);
    void seconds(const char *name, std::chrono::seconds &value, std::int64_t least, std::int64_t most);
    template <class Number>
    void number(const char *name, Number &value, std::int64_t least, std::int64_t most)
    {
        if (const auto read = integer(name, least, most))
            value = static_cast<Number>(*read);
    }
    template <class Value, class Words>
    void choice(const char *name, Value &value, const Words &words)
    {
        std::string word;
        std::string all;
        if (!find(name))
            return;
        text(name, word);
        for (const auto &[one, its] : words) {
            if (word == its) {
                value = one;
                return;
            }
            all += (all.empty() ? "" : ", ") + std::string(its);
        }
        wrong(name, "must be one of " + all);
    }

    // A member that another reader takes.
    [[nodiscard]] const nlohmann::json *find(const char *name);
    void wrong(const char *name, const std::string &what);
    [[nodiscard]] Result<void> finish();

private:
    std::optional<std::int64_t> integer(const char *name, std::int64_t least, std::int64_t most);

    const nlohmann::json &m_object;
    const std::string m_path;
    std::set<std::string> m_known;
    std::optional<Error> m_error;
};

// The way back.
class SettingsWriter
{
public:
    explicit SettingsWriter(nlohmann::ordered_json &object)
        : m_object(object)
    {
    }

    void text(const char *name, const std::string &value) { m_object[name] = value; }
    void texts(const char *name, const std::vector<std::string> &value) { m_object[name] = value; }
    void flag(const char *name, bool value) { m_object[name] = value; }
    void hex(const char *name, const std::optional<std::uint16_t> &value);
    void milliseconds(const char *name, std::chrono::milliseconds value, std::int64_t, std::int64_t)
    {
        m_object[name] = value.count();
    }
    void seconds(const char *name, std::chrono::seconds value, std::int64_t, std::int64_t)
    {
        m_object[name] = value.count();
    }
    template <class Number>
    void number(const char *name, Number value, std::int64_t, std::int64_t)
    {
        m_object[name] = value;
    }
    template <class Value, class Words>
    void choice(const char *name, Value value, const Words &words)
    {
        for (const auto &[one, word] : words) {
            if (one == value)
                m_object[name] = word;
        }
    }

private:
    nlohmann::ordered_json &m_object;
};

} // namespace desk
