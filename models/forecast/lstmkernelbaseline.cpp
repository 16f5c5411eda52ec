// SPDX-License-Identifier: GPL-3.0-or-later
#define DESK_LSTM_KERNEL runLstmBaseline
#define DESK_LSTM_EIGEN EigenForBaseline
#include "models/forecast/lstmkernelcode_p.h"
