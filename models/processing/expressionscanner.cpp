// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/processing/expressionscanner.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace desk {
namespace {

using Kind = ExpressionToken::Kind;

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::int64_t unitNanoseconds(std::string_view unit)
{
    static constexpr std::array<std::pair<std::string_view, std::int64_t>, 6> units{
        {{"ms", 1'000'000},
         {"s", 1'000'000'000},
         {"min", 60'000'000'000},
         {"m", 60'000'000'000},
         {"h", 3'600'000'000'000},
         {"d", 86'400'000'000'000}}};
    for (const auto &[word, length] : units) {
        if (word == unit)
            return length;
    }
    return 0;
}

class Scan
{
public:
    explicit Scan(std::string_view text)
        : m_text(text)
    {
    }

    Result<std::vector<ExpressionToken>> run()
    {
        if (m_text.size() > ExpressionScanner::maxLength)
            return refuse(ExpressionScanner::maxLength,
                          "the expression is longer than " + std::to_string(ExpressionScanner::maxLength) +
                              " characters; use the name of another derived parameter for a part of it");
        for (skipSpace(); m_at < m_text.size(); skipSpace()) {
            if (m_tokens.size() >= ExpressionScanner::maxTokens)
                return refuse(m_at, "the expression has more than " +
                                        std::to_string(ExpressionScanner::maxTokens) + " parts");
            if (auto error = m_wantsOperand ? operand() : operation())
                return tl::unexpected(std::move(*error));
        }
        if (m_tokens.empty())
            return refuse(0, "the expression is empty; write for example queue_depth_gb / capacity_gbps");
        if (m_wantsOperand)
            return refuse(m_at, "the expression ends where a number, a parameter or ( is expected");
        if (!m_open.empty())
            return refuse(m_open.back().at, "this ( has no )");
        return std::move(m_tokens);
    }

private:
    struct Open
    {
        std::size_t at = 0;
        bool call = false;
    };

    static tl::unexpected<Error> refuse(std::size_t at, std::string message)
    {
        return failure(ErrorCode::parseError, std::move(message), {}, static_cast<std::int64_t>(at));
    }
    static std::optional<Error> refused(std::size_t at, std::string message)
    {
        return refuse(at, std::move(message)).value();
    }

    void skipSpace()
    {
        while (m_at < m_text.size() && isSpace(m_text[m_at]))
            ++m_at;
    }

    // One of ours in quotes, anything else by its code: an error message is UTF-8, too.
    [[nodiscard]] std::string found() const
    {
        const char c = m_text[m_at];
        if (c > ' ' && c < 127)
            return std::string(1, c);
        return "the byte " + std::to_string(static_cast<unsigned char>(c));
    }

    void add(Kind kind, std::size_t end, std::string name = {}, std::int64_t length = 0)
    {
        m_tokens.push_back({kind, m_at, end, std::move(name), length});
        m_at = end;
    }

    std::optional<Error> operand()
    {
        const char c = m_text[m_at];
        if (isDigit(c) || c == '.')
            return number();
        if (isLetter(c))
            return word();
        if (c == '[')
            return bracketed();
        if (c == '(') {
            if (auto deep = open(false))
                return deep;
            add(Kind::open, m_at + 1);
            return std::nullopt;
        }
        if (c == '-') {
            // Two in a row would be read one by one by nobody.
            if (!m_tokens.empty() && m_tokens.back().kind == Kind::operation && m_tokens.back().name == "~")
                return refused(m_at, "a second - in a row; put parentheses around the first one's operand");
            add(Kind::operation, m_at + 1, "~");
            return std::nullopt;
        }
        return refused(m_at, "a number, a parameter, a function or ( is expected here, not " + found());
    }

    std::optional<Error> open(bool call)
    {
        if (m_open.size() >= ExpressionScanner::maxDepth)
            return refused(m_at, "more than " + std::to_string(ExpressionScanner::maxDepth) +
                                     " parentheses inside each other");
        m_open.push_back({m_at, call});
        return std::nullopt;
    }

    std::optional<Error> number()
    {
        const char *const first = m_text.data() + m_at;
        double value = 0;
        const auto [stop, error] = std::from_chars(first, m_text.data() + m_text.size(), value);
        if (error == std::errc::result_out_of_range || (error == std::errc{} && !std::isfinite(value)))
            return refused(m_at, "the number is beyond what a double holds (1.8e308)");
        if (error != std::errc{})
            return refused(m_at, "a number is expected here, for example 0.5");
        const auto end = static_cast<std::size_t>(stop - m_text.data());
        std::size_t unitBegin = end;
        while (unitBegin < m_text.size() && isSpace(m_text[unitBegin]))
            ++unitBegin;
        std::size_t unitEnd = unitBegin;
        while (unitEnd < m_text.size() && (isLetter(m_text[unitEnd]) || isDigit(m_text[unitEnd])))
            ++unitEnd;
        if (unitEnd > unitBegin)
            return duration(value, m_text.substr(unitBegin, unitEnd - unitBegin), unitBegin, unitEnd);
        if (stop[-1] == '.' || (end < m_text.size() && m_text[end] == '.'))
            return refused(end, "a digit is expected here");
        m_wantsOperand = false;
        add(Kind::number, end);
        return std::nullopt;
    }

    // Only as an argument of a function that is one: the compiler refuses it elsewhere.
    std::optional<Error> duration(double value, std::string_view unit, std::size_t at, std::size_t end)
    {
        const std::int64_t length = unitNanoseconds(unit);
        if (length == 0)
            return refused(at, std::string(unit) + " after a number is no unit of time; use ms, s, min, h, d "
                                                   "for a window, or write * for a product");
        const bool argument =
            !m_open.empty() && m_open.back().call && !m_tokens.empty() && m_tokens.back().kind == Kind::comma;
        if (!argument)
            return refused(m_at, "a duration stands only as the last argument of a window: mean(x, 10 s)");
        const double wanted = value * static_cast<double>(length);
        if (!(wanted >= 1e6) || wanted > static_cast<double>(ExpressionScanner::longestWindow))
            return refused(m_at, "a window is 1 ms to 1 d long");
        m_wantsOperand = false;
        add(Kind::duration, end, {}, static_cast<std::int64_t>(wanted));
        return std::nullopt;
    }

    std::optional<Error> word()
    {
        std::size_t end = m_at;
        while (end < m_text.size() && (isLetter(m_text[end]) || isDigit(m_text[end])))
            ++end;
        std::size_t next = end;
        while (next < m_text.size() && isSpace(m_text[next]))
            ++next;
        std::string name(m_text.substr(m_at, end - m_at));
        if (next < m_text.size() && m_text[next] == '(') {
            add(Kind::function, end, std::move(name));
            m_at = next;
            if (auto deep = open(true))
                return deep;
            add(Kind::open, m_at + 1);
            return std::nullopt;
        }
        if (name.size() > 128)
            return refused(m_at, "a parameter's name has at most 128 characters");
        m_wantsOperand = false;
        add(Kind::parameter, end, std::move(name));
        return std::nullopt;
    }

    std::optional<Error> bracketed()
    {
        const auto end = m_text.find(']', m_at);
        if (end == std::string_view::npos)
            return refused(m_at, "this [ has no ]");
        if (end == m_at + 1)
            return refused(m_at, "a parameter's name is expected between [ and ]");
        m_wantsOperand = false;
        add(Kind::parameter, end + 1, std::string(m_text.substr(m_at + 1, end - m_at - 1)));
        return std::nullopt;
    }

    std::optional<Error> operation()
    {
        const char c = m_text[m_at];
        const bool inDuration = m_tokens.back().kind == Kind::duration;
        if (c == ')') {
            if (m_open.empty())
                return refused(m_at, "this ) has no (");
            m_open.pop_back();
            add(Kind::close, m_at + 1);
            return std::nullopt;
        }
        if (inDuration)
            return refused(m_at, "a duration is the last argument of a window; ) is expected here");
        if (c == ',') {
            if (m_open.empty() || !m_open.back().call)
                return refused(m_at, "a comma stands only between the arguments of a function");
            m_wantsOperand = true;
            add(Kind::comma, m_at + 1);
            return std::nullopt;
        }
        for (const std::string_view one :
             {"<=", ">=", "==", "!=", "&&", "||", "+", "-", "*", "/", "^", "<", ">", "?", ":"}) {
            if (m_text.substr(m_at).starts_with(one)) {
                m_wantsOperand = true;
                add(Kind::operation, m_at + one.size(), std::string(one));
                return std::nullopt;
            }
        }
        if (c == '=')
            return refused(m_at, "a single = assigns nothing here; == compares");
        return refused(m_at, "an operator (+ - * / ^) is expected here, not " + found());
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    bool m_wantsOperand = true;
    std::vector<Open> m_open;
    std::vector<ExpressionToken> m_tokens;
};

} // namespace

Result<std::vector<ExpressionToken>> ExpressionScanner::scan(std::string_view text)
{
    return Scan(text).run();
}

} // namespace desk
