// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/replaycontrol.h"
#include "models/telemetry/timeservice.h"

#include <QStringList>

#include <algorithm>

// Writes down what it is told and does what a replay would do at once; its samples come every 250 ms.
class FakeReplay final : public desk::ReplayControl
{
public:
    desk::ReplayState at;
    QStringList calls;

    explicit FakeReplay(desk::ReplaySpan session)
    {
        at.open = true;
        at.name = "pass 4711";
        at.session = session;
        at.head = session.begin;
    }

    [[nodiscard]] desk::ReplayState state() const override { return at; }
    void play() override
    {
        calls << QStringLiteral("play");
        at.playing = true;
    }
    void pause() override
    {
        calls << QStringLiteral("pause");
        at.playing = false;
    }
    void seek(desk::Timestamp head) override
    {
        calls << QStringLiteral("seek");
        moveTo(head);
    }
    void setSpeed(desk::ReplaySpeed speed) override
    {
        calls << (speed.unlimited ? QStringLiteral("speed max")
                                  : QStringLiteral("speed %1").arg(speed.factor));
        at.speed = speed;
    }
    void setLoop(std::optional<desk::ReplaySpan> loop) override
    {
        calls << (loop ? QStringLiteral("loop") : QStringLiteral("no loop"));
        at.loop = loop;
    }
    void setSkipGaps(std::optional<std::chrono::nanoseconds> longerThan) override
    {
        calls << QStringLiteral("gaps");
        at.skipGaps = longerThan;
    }
    void stepSamples(int count) override
    {
        calls << QStringLiteral("samples %1").arg(count);
        moveTo(at.head + count * std::chrono::milliseconds{250});
        at.playing = false;
    }
    void stepSeconds(int count) override
    {
        calls << QStringLiteral("seconds %1").arg(count);
        moveTo(at.head + std::chrono::seconds{count});
        at.playing = false;
    }
    void toBegin() override
    {
        calls << QStringLiteral("begin");
        moveTo(at.session.begin);
    }
    void toEnd() override
    {
        calls << QStringLiteral("end");
        moveTo(at.session.end);
    }

private:
    void moveTo(desk::Timestamp head) { at.head = std::clamp(head, at.session.begin, at.session.end); }
};

// The clock of the play head.
class FakeReplayTime final : public desk::TimeService
{
public:
    explicit FakeReplayTime(const FakeReplay &replay)
        : m_replay(replay)
    {
    }
    [[nodiscard]] desk::Timestamp now() const override { return m_replay.at.head; }
    [[nodiscard]] desk::SteadyTime steadyNow() const override { return {}; }

private:
    const FakeReplay &m_replay;
};
