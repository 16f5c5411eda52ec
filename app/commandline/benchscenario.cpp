// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/benchscenario.h"

namespace desk {
namespace {

using Must = BenchReport::Must;

constexpr double memorySecondsFactor = 60;
constexpr double flatSeconds = 300; // shorter runs say nothing about growth

struct BenchDemand
{
    std::string_view name;
    Must must;
    double bound;
};

} // namespace

std::vector<BenchScenario> BenchScenario::all(double seconds, unsigned runs)
{
    const auto make = [&](std::string name, double rate, std::string ack = "os") {
        BenchScenario scenario;
        scenario.name = std::move(name);
        scenario.rate = rate;
        scenario.ack = std::move(ack);
        scenario.seconds = seconds;
        scenario.runs = runs;
        return scenario;
    };
    std::vector<BenchScenario> list{make("closed", 0),
                                    make("single", 0),
                                    make("line", 0),
                                    make("open", 100'000),
                                    make("disk", 100'000, "disk"),
                                    make("subscriber", 100'000),
                                    make("subscribers", 10'000),
                                    make("recorded", 500'000),
                                    make("memory", 200'000)};
    list[1].load.format = BenchFormat::jsonSingle;
    list[1].connections = 64;
    list[2].load.format = BenchFormat::lineProtocol;
    list[5].subscribers = 1;
    list[6].subscribers = 100;
    list[6].load.batchPoints = 100;
    list[7].load.fields = 8;
    list[7].record = true;
    list[8].seconds = seconds * memorySecondsFactor;
    list[8].runs = 1;
    return list;
}

void BenchScenario::demand(std::vector<BenchReport::Entry> &results) const
{
    const bool batches =
        load.format == BenchFormat::jsonBatch && load.fields == 10 && load.batchPoints == 1000;
    std::vector<BenchDemand> demands{{"refused_requests", Must::atMost, 0},
                                     {"unanswered_requests", Must::atMost, 0}};
    const auto add = [&](std::string_view what, Must must, double bound) {
        demands.push_back({what, must, bound});
    };
    if (record) {
        add("recorder_cpu", Must::atMost, 0.09);
        add("recorder_behind", Must::atMost, 2);
    }
    if (rate == 0 && batches && connections == 4 && ack == "os" && subscribers == 0 && !record) {
        add("points_per_second", Must::atLeast, 1'000'000);
        add("server_cpu", Must::atMost, 0.9);
    }
    if (rate == 0 && load.format == BenchFormat::jsonSingle && connections == 64 && ack == "os")
        add("requests_per_second", Must::atLeast, 60'000);
    if (rate == 100'000 && batches && subscribers <= 1) {
        add("request_p99", Must::atMost, ack == "disk" ? 6 : 3);
        if (ack != "disk")
            add("request_p999", Must::atMost, 20);
    }
    if (subscribers > 0)
        add("lost_points", Must::atMost, 0);
    if (slowReaders > 0)
        add("delivery_p99_growth", Must::atMost, 5);
    if (subscribers == 1 && rate == 100'000)
        add("delivery_p99", Must::atMost, 20);
    if (subscribers >= 100 && rate == 10'000) {
        add("delivery_p99", Must::atMost, 50);
        add("server_memory_of_subscriber", Must::atMost, 1);
    }
    if (rate == 200'000 && load.nodes * load.fields == 10'000 && seconds >= flatSeconds) {
        add("server_rss", Must::atMost, 300);
        add("server_rss_growth", Must::atMost, 3); // flat: what the soak test allows
    }
    for (BenchReport::Entry &entry : results) {
        for (const BenchDemand &each : demands) {
            if (each.name == entry.name) {
                entry.must = each.must;
                entry.bound = each.bound;
            }
        }
    }
}

std::vector<BenchReport::Entry> BenchScenario::settings() const
{
    const auto number = [](auto value) { return static_cast<double>(value); };
    std::vector<BenchReport::Entry> list{{"runs", number(runs), ""},
                                         {"connections", number(connections), ""},
                                         {"batch", number(load.pointsOfRequest()), "points"},
                                         {"fields", number(load.fields), "metrics/point"},
                                         {"nodes", number(load.nodes), ""}};
    if (rate > 0)
        list.push_back({"rate", rate, "points/s"});
    if (subscribers > 0)
        list.push_back({"subscribers", number(subscribers), ""});
    if (slowReaders > 0)
        list.push_back({"slow_readers", number(slowReaders), ""});
    return list;
}

} // namespace desk
