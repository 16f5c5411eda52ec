// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/decoding/framehistory.h"
#include "models/ingest/ingestclients.h"

#include <QString>

#include <map>

namespace desk {

// One sender as the inspector shows it: an HTTP client or a link of lab hardware. Plain value.
struct IngestSender
{
    QString key;     // the same sender as before where it is the same
    QString name;    // program or link
    QString address; // and who its token stands for
    QString reason;  // why it brings nothing; empty otherwise
    bool isLink = false;
    std::uint64_t frames = 0; // requests of a client
    std::uint64_t bytes = 0;
    double framesPerSecond = 0; // this and the next two by IngestSenders
    double pointsPerSecond = 0;
    double bytesPerSecond = 0;
    std::optional<double> jitterSeconds;
    std::optional<double> skewSeconds;   // its clock less ours
    std::optional<double> drift;         // seconds that its clock gains in a second
    std::optional<double> skewWithin;    // seconds, either way
    std::uint64_t clockJumps = 0;        // how often its clock was set
    bool isTimedHere = false;            // its values bear the time at which they came
    std::uint64_t taken = 0;             // points
    std::uint64_t refused = 0;           // requests or frames
    std::uint64_t missing = 0;           // numbered by the sender and never seen
    std::optional<double> silentSeconds; // nothing = never sent anything
    std::vector<KeptFrame> newest;       // frames, the newest last; of a client what was refused
};

// What was refused of a client's input as a frame whose byte at fault is marked.
KeptFrame frameOf(const RefusedInput &refused);

IngestSender senderOf(const IngestClient &client, Timestamp now);
// Smoothed mean deviation of the time between frames, as in RFC 3550; nothing of fewer than three.
std::optional<double> jitterOf(const std::vector<KeptFrame> &frames);

// The senders of now, with rates from what was counted since the last call. GUI thread.
class IngestSenders
{
public:
    void update(std::vector<IngestSender> senders, SteadyTime now);
    [[nodiscard]] const std::vector<IngestSender> &all() const { return m_senders; }
    [[nodiscard]] const IngestSender *find(const QString &key) const;

private:
    struct Counted
    {
        std::uint64_t frames = 0;
        std::uint64_t points = 0;
        std::uint64_t bytes = 0;
        SteadyTime at{};
    };
    std::vector<IngestSender> m_senders;
    std::map<QString, Counted> m_before;
};

} // namespace desk
