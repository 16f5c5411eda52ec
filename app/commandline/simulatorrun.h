// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/connection.h"
#include "app/commandline/interruption.h"
#include "app/commandline/progressline.h"

#include "models/datalink/simulatorlink.h"

namespace desk {

class SimulatedRecording;

struct SimulatorRunOptions
{
    SimulatorLinkOptions link; // but for what the following say
    ConnectionOptions connection;
    std::string elements; // files; empty = the demo's
    std::string stations;
    bool toStdout = false;
    std::string session; // file to make; empty = none
};

// One call of `constellation simulate`. On the main thread.
class SimulatorRun
{
public:
    explicit SimulatorRun(SimulatorRunOptions options);
    ~SimulatorRun();

    // The program's exit code; everything is said by then.
    int run();

private:
    Result<void> readInput();
    Result<void> openSession();
    void report(const SimulatorProgress &progress);

    SimulatorRunOptions m_options;
    Interruption m_interruption;
    SystemTimeService m_time;
    EventLog m_events;
    std::uint64_t m_eventsSeen = 0;
    ProgressLine m_line;
    std::unique_ptr<SimulatedRecording> m_session;
    std::unique_ptr<SimulatorLink> m_link;
    std::string m_trouble; // as said last
};

} // namespace desk
