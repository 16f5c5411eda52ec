// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/timeseries/serieshistory.h"

#include <QPointer>

#include <algorithm>
#include <deque>
#include <map>

// A past by hand. Answers wait until answer() is called, one each time.
class FakeHistory final : public desk::SeriesHistory
{
public:
    std::map<desk::SeriesId, std::vector<desk::Sample>> samples; // ascending
    std::size_t perPiece = 1000;
    bool isDamaged = false;
    std::size_t asked = 0; // in any way
    std::size_t reads = 0; // by read()

    void ask(const QObject *asker, desk::SeriesId series, const desk::HistorySpan &span,
             Receiver receiver) override
    {
        ++asked;
        m_waiting.push_back([=, this, asker = QPointer<const QObject>(asker)] {
            Answer answer{span, {}, {}, true};
            for (const desk::Sample &sample : samples[series]) {
                const std::int64_t time = desk::nanoseconds(sample.generation);
                if (time < span.begin || time >= span.end())
                    continue;
                const desk::EnvelopeColumn one{std::int32_t((time - span.begin) / span.perColumn),
                                               1,
                                               sample.value,
                                               sample.value,
                                               sample.value,
                                               sample.value,
                                               time,
                                               time};
                if (!answer.columns.empty() && answer.columns.back().column == one.column)
                    answer.columns.back().unite(one);
                else
                    answer.columns.push_back(one);
                answer.samples.push_back(sample);
            }
            answer.isExact = answer.samples.size() <= mostSamples;
            if (!answer.isExact)
                answer.samples.clear();
            if (asker)
                receiver(answer);
        });
    }
    void read(const QObject *asker, desk::SeriesId series, std::int64_t begin, std::int64_t end,
              PieceReceiver receiver) override
    {
        ++asked;
        ++reads;
        m_waiting.push_back([=, this, asker = QPointer<const QObject>(asker)] {
            Piece piece{begin, end, {}, isDamaged};
            for (const desk::Sample &sample : samples[series]) {
                const std::int64_t time = desk::nanoseconds(sample.generation);
                if (time < begin || time >= end)
                    continue;
                if (piece.samples.size() == perPiece) {
                    piece.end = time;
                    break;
                }
                piece.samples.push_back(sample);
            }
            if (asker && receiver(piece) && asker && piece.end < end)
                read(asker, series, piece.end, end, receiver);
        });
    }
    void askNearest(const QObject *asker, desk::SeriesId series, std::int64_t time, std::int64_t within,
                    SampleReceiver receiver) override
    {
        ++asked;
        m_waiting.push_back([=, this, asker = QPointer<const QObject>(asker)] {
            std::optional<RecordedSample> best;
            for (const desk::Sample &sample : samples[series]) {
                const auto away = [&](const desk::Sample &one) {
                    return std::abs(desk::nanoseconds(one.generation) - time);
                };
                if (away(sample) <= within && (!best || away(sample) < away(best->sample)))
                    best = {sample, sample.generation + std::chrono::milliseconds{1500}};
            }
            if (asker)
                receiver(best);
        });
    }
    // False when nobody waits.
    bool answer()
    {
        if (m_waiting.empty())
            return false;
        const auto next = std::move(m_waiting.front());
        m_waiting.pop_front();
        next();
        return true;
    }
    void answerAll()
    {
        while (answer()) {
        }
    }

protected:
    void dropQuestions() override { m_waiting.clear(); }

private:
    std::deque<std::function<void()>> m_waiting;
};
