// SPDX-License-Identifier: GPL-3.0-or-later
#define DESK_LSTM_KERNEL runLstmAvx2
#define DESK_LSTM_EIGEN EigenForAvx2
#include "models/forecast/lstmkernelcode_p.h"
