# Why nothing can be read.
registers-nothing-written = ဤဖိုင်တွင် ဘာမျှ ရေးထားခြင်း မရှိပါ။
registers-no-header = ခေါင်းစဉ်အတန်းကို ရှာမတွေ့ပါ။ မှတ်တမ်းများ၏ အပေါ်ရှိ အတန်းတစ်ခုတွင် ကော်လံအမည်များကို { $wanted } ကဲ့သို့ ရေးထားရမည်။

# Problems at a cell.
registers-answer-missing = { $question }: ဤနေရာတွင် မရေးရသေးပါ၊ လိုအပ်ပါသည်။ ဤအကွက်ကို ဖြည့်ပါ။
registers-no-column = { $question }: ဇယားတွင် ၎င်းအတွက် ကော်လံ မရှိပါ၊ လိုအပ်ပါသည်။ ကော်လံကို ရွေးပါ၊ သို့မဟုတ် ဇယားတွင် ကော်လံတစ်ခု ထည့်ပါ။
registers-answer-unspecified = { $question }: ဘာမျှ မရေးထားသဖြင့် “{ $choice }” ဟု ယူထားသည်။
registers-unknown-choice = { $question }: “{ $found }” သည် ရွေးချယ်စရာများထဲတွင် မပါပါ။ ပါသည့်တစ်ခုကို သုံးပါ။
registers-choice-guessed = “{ $found }” ကို “{ $choice }” ဟု ဖတ်ထားသည်။
registers-choice-from-text = { $question }: ဘာမျှ မရေးထားသဖြင့် “{ $found }” မှ “{ $choice }” ကို ယူထားသည်။
registers-place-from-text = ဇယားတွင် ပြည်နယ်ကော်လံ မရှိသဖြင့် “{ $text }” မှ ယူထားသည်။
registers-formula-error = ဤအကွက်ရှိ ပုံသေနည်းသည် { $found } ဟု မှားနေသည်။ ပုံသေနည်းကို ပြင်ပါ၊ သို့မဟုတ် တန်ဖိုးကို ရိုက်ထည့်ပါ။
registers-not-a-number = “{ $found }” သည် ဂဏန်း မဟုတ်ပါ။ ဂဏန်းများသာ ရေးပါ။
registers-not-a-whole-number = “{ $found }” သည် ကိန်းပြည့် မဟုတ်ပါ။ ဂဏန်းများသာ ရေးပါ။
registers-not-a-count = “{ $found }” သည် လူဦးရေ မဟုတ်ပါ။ ကိန်းပြည့် ရေးပါ၊ မရှိလျှင် “-” ရေးပါ။
registers-nobody-counted = ဤအတန်းတွင် ပါဝင်သူဦးရေ မရှိပါ။
registers-only-total = စုစုပေါင်း { $total } ကိုသာ ရေးထားသဖြင့် လူအုပ်စုများ မခွဲဘဲ ရေတွက်ထားသည်။
registers-total-differs = စုစုပေါင်းတွင် { $total } ဟု ရေးထားသော်လည်း ကော်လံများ ပေါင်းလျှင် { $sum } ရသည်။ ကော်လံများအတိုင်း ရေတွက်ထားသည်။
registers-unknown-category = “{ $found }” သည် လူအုပ်စုများထဲတွင် မပါပါ။ ဖောင်ရှိ အုပ်စုတစ်ခုကို သုံးပါ။
registers-category-unspecified = { $question }: ဇယားတွင် မဖော်ပြထားသဖြင့် “{ $choice }” အဖြစ် ရေတွက်ထားသည်။
registers-duplicate = တူညီသော မှတ်တမ်းသည် “{ $sheet }” ဇယား၏ အတန်း { $row } တွင် ရှိသည်။ တစ်ကြိမ်သာ ယူထားသည်။

# Dates that needed a guess.
registers-date-two-digit-year = ဇယားတွင် { $found } ဖြစ်သည်။ ဗုဒ္ဓသက္ကရာဇ်ကို ဂဏန်းနှစ်လုံးဖြင့် ရိုက်ထားဟန်ရှိသဖြင့် { $date } ဟု ဖတ်ထားသည်။
registers-date-several-days = “{ $text }” တွင် ရက်များစွာ ပါသဖြင့် ပထမဆုံးရက် { $date } ကို ယူထားသည်။
registers-date-too-early = { $date } သည် အလွန်စောလွန်းသည်။ နှစ်ကို ပြင်ပါ။
registers-date-too-late = { $date } သည် { $latest } ထက် နောက်ကျသည်။ ရက်စွဲကို ပြင်ပါ။
registers-month-first = “{ $heading }” ရှိ ရက်စွဲများကို လ အရင်ရေးထားသဖြင့် ထိုအတိုင်း ဖတ်ထားသည်။

# Columns and rows that are not read.
registers-column-not-read = “{ $heading }” ကော်လံကို မဖတ်ထားပါ။ လိုအပ်ပါက ၎င်းတွင် ဘာပါသည်ကို ရွေးပါ။
registers-skip-blank = အတန်းလွတ်
registers-skip-header = ခေါင်းစဉ် ထပ်နေသည်
registers-skip-total = စုစုပေါင်း
registers-skip-sub-heading = “{ $text }” သည် ခေါင်းစဉ်ခွဲ သို့မဟုတ် မှတ်ချက် ဖြစ်သည်
