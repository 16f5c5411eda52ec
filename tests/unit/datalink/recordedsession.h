// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/sessionbuilder.h"
#include "models/datalink/replaysink.h"

#include <QTemporaryDir>
#include <QTest>

#include <map>

// A session file for tests: one node with one metric, points at the times given.
class RecordedSession
{
public:
    static desk::Timestamp at(double seconds)
    {
        return desk::fromNanoseconds(1'700'000'000'000'000'000LL + std::int64_t(seconds * 1e9));
    }

    RecordedSession()
        : m_path(m_folder.filePath(QStringLiteral("s.desk")).toStdString())
    {
        m_builder = *desk::SessionBuilder::open(m_path);
    }

    // Received then, generated a tenth of a second before; the value is the time.
    void add(double seconds, std::size_t points = 1)
    {
        desk::SeriesDictionary &names = m_builder->dictionary();
        const auto node = names.node("sat", desk::NodeType::satellite);
        const auto entity = names.entity(*node);
        const auto series = names.seriesByName(*entity, "temperature_c", desk::ValueKind::number, {});
        names.publish();
        desk::SampleBatch batch;
        for (std::size_t i = 0; i < points; ++i) {
            batch.addSample(*series, seconds, desk::Quality::good);
            batch.endPoint(*entity, desk::nanoseconds(at(seconds)) - 100'000'000 + std::int64_t(i));
        }
        batch.reception = at(seconds);
        const auto added = m_builder->append(std::move(batch));
        QVERIFY2(added, added ? "" : added.error().message.c_str());
        m_number += points;
    }
    [[nodiscard]] std::uint64_t next() const { return m_number + 1; } // number of the point to come
    void log(desk::SessionLog entries) { QVERIFY(m_builder->log(std::move(entries))); }
    void finish()
    {
        const auto done = m_builder->finish();
        QVERIFY2(done, done ? "" : done.error().message.c_str());
        m_builder.reset();
    }
    void goOn() { m_builder = *desk::SessionBuilder::open(m_path); }
    [[nodiscard]] const std::filesystem::path &path() const { return m_path; }

private:
    QTemporaryDir m_folder;
    std::filesystem::path m_path;
    std::unique_ptr<desk::SessionBuilder> m_builder;
    std::uint64_t m_number = 0;
};

// Writes down what a replay gives, since the last restart.
class RememberingSink final : public desk::ReplaySink
{
public:
    std::vector<std::pair<std::uint64_t, double>> points; // number, value
    std::vector<double> lastValues;
    std::vector<std::string> log; // what besides points, in its order among them
    std::vector<desk::Event> events;
    std::vector<desk::SessionGap> gaps;
    desk::Timestamp head{};
    desk::Timestamp newest{}; // reception of what was given
    int restarts = 0;
    std::size_t names = 0;
    std::size_t room = ~std::size_t{0}; // samples it takes before it is emptied

    desk::Result<void> setNames(const desk::SessionNames &from) override
    {
        names = from.series.size();
        return {};
    }
    void restart(desk::ReplayPicture picture) override
    {
        points.clear();
        lastValues.clear();
        log.clear();
        newest = {};
        for (const auto &batch : picture.lastPoints) {
            lastValues.insert(lastValues.end(), batch->value.begin(), batch->value.end());
            newest = std::max(newest, batch->reception);
        }
        if (picture.topology)
            log.push_back("topology " + picture.topology->json);
        if (picture.limits)
            log.push_back("limits " + picture.limits->toml);
        events = std::move(picture.events);
        gaps = std::move(picture.gaps);
        head = picture.head;
        ++restarts;
    }
    void setLimits(const desk::SessionLimits &limits) override { log.push_back("limits " + limits.toml); }
    void setTopology(const desk::SessionTopology &topology) override
    {
        log.push_back("topology " + topology.json + " after " + std::to_string(points.size()));
    }
    void addEvents(std::vector<desk::Event> more) override
    {
        events.insert(events.end(), more.begin(), more.end());
    }
    void addGaps(std::vector<desk::SessionGap> more) override
    {
        gaps.insert(gaps.end(), more.begin(), more.end());
    }
    void addPoints(std::shared_ptr<desk::SampleBatch> batch) override
    {
        for (std::size_t p = 0; p < batch->points(); ++p)
            points.emplace_back(batch->firstSequence + p, batch->value[p]);
        newest = std::max(newest, batch->reception);
        room -= std::min(room, batch->samples());
    }
    void setHead(desk::Timestamp at) override { head = at; }
    [[nodiscard]] bool hasRoom() override { return room > 0; }

    // Seconds of RecordedSession::at().
    [[nodiscard]] std::vector<double> values() const
    {
        std::vector<double> all;
        for (const auto &[number, value] : points)
            all.push_back(value);
        return all;
    }
};
