// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/httpclient.h"
#include "tests/benchmarks/foreignserver.h"
#include "tests/benchmarks/storepeer.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <simdjson.h>
#include <thread>
#include <tuple>

namespace desk {
namespace {

using namespace std::chrono_literals;
constexpr std::int64_t millisecond = 1'000'000;

template <class Number>
void put(std::string &out, Number number)
{
    char digits[40];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

class VictoriaPeer final : public StorePeer
{
public:
    VictoriaPeer(ForeignServer server, const SeriesDictionary &names)
        : m_server(std::move(server))
        , m_names(names)
        , m_http(
              {"http://127.0.0.1:" + std::to_string(m_server.port()), {}, 3000ms, 120'000ms, 1U << 30U, {}})
    {
    }

    // {"metric":{"__name__":"m","of":"NODE"},"values":[…],"timestamps":[…]}, a line a series.
    Result<void> write(const SampleBatch &batch) override
    {
        m_order.clear();
        for (std::size_t p = 0; p < batch.points(); ++p) {
            for (std::uint32_t i = batch.pointBegin(p); i < batch.pointEnd[p]; ++i)
                m_order.push_back(
                    {index(batch.series[i]), batch.generation[p] / millisecond, batch.value[i]});
        }
        std::stable_sort(m_order.begin(), m_order.end(),
                         [](const One &a, const One &b) { return a.series < b.series; });
        m_body.clear();
        for (std::size_t i = 0; i < m_order.size();) {
            std::size_t end = i;
            m_times.clear();
            m_body += "{\"metric\":" + nameOf(SeriesId{m_order[i].series}) + ",\"values\":[";
            for (; end < m_order.size() && m_order[end].series == m_order[i].series; ++end) {
                put(m_body, m_order[end].value);
                put(m_times, m_order[end].time);
                m_body += ',';
                m_times += ',';
            }
            m_body.back() = ']';
            m_times.back() = ']';
            m_body += ",\"timestamps\":[" + m_times + "}\n";
            i = end;
        }
        return call("POST", "/api/v1/import", m_body);
    }
    Result<void> finish() override { return call("GET", "/internal/force_flush"); }
    // Merging goes on in the background.
    Result<void> settle() override
    {
        if (auto merged = call("GET", "/internal/force_merge"); !merged)
            return merged;
        std::uint64_t last = 0;
        for (int same = 0; same < 5;) {
            std::this_thread::sleep_for(200ms);
            const std::uint64_t now = bytesBelow(m_server.folder());
            same = now == last ? same + 1 : 0;
            last = now;
        }
        return {};
    }
    Result<std::uint64_t> bytes() override { return bytesBelow(m_server.folder()); }
    Result<std::uint64_t> dataBytes() override { return bytesBelow(m_server.folder() / "data"); }

    Result<Samples> raw(SeriesId series, std::int64_t begin, std::int64_t end) override
    {
        auto answer = text("/api/v1/export?match%5B%5D=" + selector(series) + "&start=" + seconds(begin) +
                           "&end=" + seconds(end - millisecond) + "&reduce_mem_usage=1");
        if (!answer)
            return tl::unexpected(answer.error());
        Samples samples;
        const simdjson::padded_string padded(*answer);
        simdjson::ondemand::document_stream lines;
        if (m_parser.iterate_many(padded, 64U << 20U).get(lines))
            return failure(ErrorCode::parseError, "VictoriaMetrics: an export that is no JSON");
        for (auto line : lines) {
            for (auto value : line["values"].get_array())
                samples.value.push_back(value.get_double());
            for (auto time : line["timestamps"].get_array())
                samples.time.push_back(time.get_int64().value() * millisecond);
        }
        if (!std::is_sorted(samples.time.begin(), samples.time.end()))
            sort(samples);
        return samples;
    }
    Result<std::size_t> envelope(SeriesId series, std::int64_t begin, std::int64_t end,
                                 std::size_t columns) override
    {
        const std::int64_t step =
            std::max<std::int64_t>(1, (end - begin) / millisecond / static_cast<std::int64_t>(columns));
        const std::string wide = "%5B" + std::to_string(step) + "ms%5D";
        const auto answer = text("/api/v1/query_range?query=union(min_over_time(" + selector(series) + wide +
                                 "),max_over_time(" + selector(series) + wide +
                                 "))&start=" + seconds(begin + step * millisecond) + "&end=" + seconds(end) +
                                 "&step=" + std::to_string(step) + "ms&nocache=1");
        if (!answer)
            return tl::unexpected(answer.error());
        const simdjson::padded_string padded(*answer);
        auto document = m_parser.iterate(padded);
        std::size_t filled = 0;
        for (auto one : document["data"]["result"].get_array()) {
            std::size_t points = 0;
            for (auto point : one["values"].get_array()) {
                static_cast<void>(point);
                ++points;
            }
            filled = std::max(filled, points);
        }
        return filled;
    }

private:
    struct One
    {
        std::uint32_t series;
        std::int64_t time;
        double value;
    };

    // A series comes in lines of its blocks, in any order.
    static void sort(Samples &samples)
    {
        std::vector<std::pair<std::int64_t, double>> both;
        for (std::size_t i = 0; i < samples.time.size(); ++i)
            both.emplace_back(samples.time[i], samples.value[i]);
        std::sort(both.begin(), both.end());
        for (std::size_t i = 0; i < both.size(); ++i)
            std::tie(samples.time[i], samples.value[i]) = both[i];
    }
    static std::string seconds(std::int64_t time)
    {
        std::string fraction = std::to_string(time / millisecond % 1000);
        return std::to_string(time / 1000 / millisecond) + "." + std::string(3 - fraction.size(), '0') +
               fraction;
    }
    const std::string &nameOf(SeriesId id)
    {
        std::string &name = m_known[id];
        if (name.empty()) {
            const SeriesDefinition &series = m_names.definition(id);
            name = R"({"__name__":")" + plain(series.metric) + R"(","of":")" +
                   m_names.entityName(series.entity) + R"("})";
        }
        return name;
    }
    // Names of metrics may hold what its selectors do not take.
    static std::string plain(std::string name)
    {
        for (char &c : name)
            c = std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
        return name;
    }
    std::string selector(SeriesId id) const
    {
        const SeriesDefinition &series = m_names.definition(id);
        std::string escaped;
        for (const char c : plain(series.metric) + "{of=\"" + m_names.entityName(series.entity) + "\"}") {
            if (std::isalnum(static_cast<unsigned char>(c))) {
                escaped += c;
                continue;
            }
            constexpr const char *digits = "0123456789ABCDEF";
            const auto byte = static_cast<unsigned char>(c);
            escaped += {'%', digits[byte / 16], digits[byte % 16]};
        }
        return escaped;
    }

    Result<std::string> text(const std::string &path)
    {
        auto answer = m_http.send("GET", path);
        if (!answer)
            return tl::unexpected(answer.error());
        if (!answer->isSuccess())
            return failure(ErrorCode::network, "VictoriaMetrics: " + path + ": " + answer->body);
        return std::move(answer->body);
    }
    Result<void> call(std::string_view method, std::string_view path, std::string_view body = {})
    {
        const auto answer = m_http.send(method, path, body);
        if (!answer)
            return tl::unexpected(answer.error());
        if (!answer->isSuccess())
            return failure(ErrorCode::network, "VictoriaMetrics: " + answer->body);
        return {};
    }

    ForeignServer m_server;
    const SeriesDictionary &m_names;
    HttpClient m_http;
    std::map<SeriesId, std::string> m_known;
    std::vector<One> m_order;
    std::string m_body;
    std::string m_times;
    simdjson::ondemand::parser m_parser;
};

} // namespace

StorePeer::Opened StorePeer::victoria(const std::filesystem::path &, const SeriesDictionary &names)
{
    auto server = ForeignServer::start(
        {"VictoriaMetrics",
         {},
         {"/usr/bin/victoria-metrics", "-storageDataPath={folder}", "-httpListenAddr=127.0.0.1:{port}",
          "-retentionPeriod=100y", "-loggerLevel=ERROR", "-search.latencyOffset=0s", "-search.disableCache"},
         ""});
    if (!server)
        return tl::unexpected(server.error());
    return std::make_unique<VictoriaPeer>(*std::move(server), names);
}

} // namespace desk
