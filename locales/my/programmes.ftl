# Projects and what a report says of them.
programmes-thailand = ထိုင်းနိုင်ငံ
programmes-summary = ပြည်နယ် { $provinces } ခုတွင် အသိပညာပေးပွဲ { $sessions } ကြိမ် ကျင်းပခဲ့ပြီး လူ { $people } ဦး ပါဝင်ခဲ့သည်။ ထိုအထဲတွင် ဆရာ၊ ဆရာမနှင့် မိဘ { $adults } ဦး ပါဝင်သည်။
programmes-summary-none = ဤကာလအတွက် အသိပညာပေးပွဲ မှတ်တမ်း မရှိပါ။
programmes-summary-first = { $province } သို့ ပထမဆုံးအကြိမ် ရောက်ရှိခဲ့သည်။
programmes-summary-first-many = ပြည်နယ် { $count } ခုသို့ ပထမဆုံးအကြိမ် ရောက်ရှိခဲ့သည်။
programmes-no-note = ဤကာလအတွင်း ဤရည်ရွယ်ချက်နှင့်ပတ်သက်၍ ရေးသားထားခြင်း မရှိပါ။
programmes-budget-year = { $year } ခုနှစ် ဘတ်ဂျက်
programmes-source = { $organisation } က Saphan တွင် မှတ်တမ်းတင်ထားသော အသိပညာပေးပွဲ { $sessions } ကြိမ်။
programmes-note-unknown = { $dimension }: ရေတွက်ထားသော လူဦးရေ၏ { $share }% အတွက် မသိရပါ။
programmes-note-nowhere = အသိပညာပေးပွဲ { $count } ကြိမ်တွင် ပြည်နယ် မပါသဖြင့် မြေပုံတွင် မပြထားပါ။
programmes-note-so-far = ဤကာလ မပြီးသေးပါ။ ကိန်းဂဏန်းများသည် { $date } အထိ ဖြစ်သည်။

programmes-need-import = “{ $file }” ထည့်သွင်းခြင်းကို အပြီးသတ်ပါ။ ဘာမျှ မသိမ်းရသေးပါ။
programmes-need-list = “{ $list }” စာရင်းတွင် { $count } ခုအကြောင်း ကွဲလွဲစွာ ပြောထားသည်။ မည်သည်က မှန်ကြောင်း ဆုံးဖြတ်ပါ။
programmes-need-report = { $period } အတွက် { $project } ၏ အစီရင်ခံစာကို ယခု ပြုလုပ်နိုင်ပါပြီ။
programmes-need-request = { $who } သည် { $date } ကတည်းက အဖြေကို စောင့်နေသည်။
programmes-need-agreement = “{ $title }” သဘောတူညီချက်သည် { $date } တွင် ကုန်ဆုံးမည်။
programmes-need-money = { $project } သည် { $year } အတွက် { $amount } လိုအပ်နေသေးသည်။
programmes-note-withheld = ၁ မှ { $most } အထိ အရေအတွက်များနှင့် ၎င်းတို့ကို ဖော်ထုတ်နိုင်မည့် အရေအတွက်များကို မဖော်ပြပါ။ အရေအတွက်နည်းလျှင် လူကို မှတ်မိသွားနိုင်သည်။ မဖော်ပြသော အပိုင်းများကို အမည်မတပ်ပါ။
programmes-note-counted = { $title } - { $note }
programmes-source-figures = { $organisation } ဖတ်ခွင့်ရှိသော မှတ်တမ်းများမှ Saphan တွင် ရေတွက်ထားသည်။
programmes-others = အခြား
